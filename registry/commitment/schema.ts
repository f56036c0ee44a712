import * as z from 'zod';
import { statementId } from '../case/statement.ts';
import { choice, citations, day, itemId, keyed, languageId, reference, text } from '../schema/fields.ts';
import { sourceSchema } from '../source/source.ts';

const REPORT_STATUSES = ['on-track', 'at-risk', 'late', 'done', 'dropped'] as const;

const report = z.strictObject({
  id: itemId(),
  on: day().describe('Day of the report.'),
  status: choice('commitment-statuses', REPORT_STATUSES).describe('How it stands; `dropped` is a result like any other.'),
  text: text(300).describe('What was done and seen; of what is dropped, why.'),
  sources: citations.optional(),
});

/** What a lab says it will try, and what it says of it later. */
export const commitmentSchema = z
  .strictObject({
    language: languageId().describe('Language of the original: the id of a locale.'),
    text: text(240).describe('What the lab will try.'),
    lab: reference('lab').describe('Lab that says so.'),
    session: reference('session').describe('Session after which it was said.').optional(),
    because: z.array(statementId()).min(1).max(8).describe('Lessons or results that it follows: case#lesson-id, case#result-id.'),
    adapting: text(240).describe('What will be done differently from there.').optional(),
    measure: text(240).describe('How we will know how it went.'),
    made: day().describe('Day on which it was said.'),
    due: day().describe('Day on which the lab owes a report.'),
    contact: text(80).describe('Whom to ask: an office or a role, no name of a person.').optional(),
    reports: keyed(report, 'id').describe('What the lab has said of it since.').optional(),
    case: reference('case').describe('Case that came of it.').optional(),
    sources: citations.describe('Where it is said, when the lab has not sent it itself.').optional(),
    references: keyed(sourceSchema, 'id', 40).describe('Publications that only this record cites.').optional(),
  })
  .describe('What a lab says it will try, by when, how we will know, and what it says of it later.');

export type Commitment = z.infer<typeof commitmentSchema>;
