import * as z from 'zod';
import { choice, citations, day, keyed, languageId, reference, slug, text } from '../schema/fields.ts';
import { sourceSchema } from '../source/source.ts';

/** A lesson of the case, held against what the lab knows. */
export const lessonSeenSchema = z.strictObject({
  id: slug().describe('Id of the lesson of the case.'),
  holds: choice('lesson-holds', ['yes', 'depends', 'no']).describe('Whether it holds where the lab works.'),
  seen: text(300).describe('What the lab has seen there.').optional(),
});

/** What another lab says of a case. */
export const commentSchema = z
  .strictObject({
    language: languageId().describe('Language of the original: the id of a locale.'),
    summary: text(240).describe('What the lab says of the case, in a sentence.'),
    case: reference('case').describe('Id of the case.'),
    version: z
      .string()
      .regex(/^[0-9a-f]{10,12}$/)
      .describe('Version of the case that was read.')
      .optional(),
    lab: reference('lab').describe('Lab that says so.'),
    session: reference('session').describe('Session for which it was said.').optional(),
    received: z
      .strictObject({
        on: day().describe('Day on which it came.'),
        door: choice('comment-doors', ['form', 'word', 'spreadsheet', 'publication']).describe('How it came.'),
      })
      .describe('When and how it came.'),
    wouldTry: choice('comment-answers', ['yes', 'in-part', 'no']).describe('Whether the lab would try the same.'),
    adapt: text(400).describe('What it would do differently.').optional(),
    obstacles: text(400).describe('What would stand in the way.').optional(),
    ownExperience: text(400).describe('What it has lived through itself.').optional(),
    lessons: keyed(lessonSeenSchema, 'id').describe('Lessons of the case, each held against what the lab knows.').optional(),
    consent: z.literal(true).describe('The lab agreed to its being published.'),
    sources: citations.describe('Where it is said, when the lab has not sent it itself.').optional(),
    references: keyed(sourceSchema, 'id', 40).describe('Publications that only this record cites.').optional(),
  })
  .describe('What another lab says of a case: whether it would try the same, and which lessons hold where it works.');

export type Comment = z.infer<typeof commentSchema>;
