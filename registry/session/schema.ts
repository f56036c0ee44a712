import * as z from 'zod';
import { statementId } from '../case/statement.ts';
import { choice, day, itemId, keyed, languageId, reference, text } from '../schema/fields.ts';
import { partnerName } from './partner.ts';

const question = z.strictObject({
  id: itemId(),
  text: text(200).describe('A question that can be talked about; not one that can be looked up.'),
  lessons: z.array(statementId()).min(1).max(8).describe('Lessons or results that speak to it: case#lesson-id, case#result-id.'),
});

const chosenCase = z.strictObject({
  case: reference('case').describe('Id of the case.'),
  why: text(200).describe('Why it was taken.').optional(),
});

const leftOutCase = z.strictObject({
  case: reference('case').describe('Id of a case that was found and not taken.'),
  why: text(200).describe('Why it was not taken.'),
});

const partnerCase = z.strictObject({
  case: partnerName().describe('Case of a partner, by our id of its registry and its own: `col:colombia-bogota-care-system`.'),
  why: text(200).describe('Why it was taken.').optional(),
});

/** Cases that a session may have. */
export const MOST_CASES = 20;

/** Order is the pack's order. */
const selection = z
  .strictObject({
    query: z.string().trim().min(1).max(300).describe('The filters of the search page, as they stand in its address.'),
    cases: keyed(chosenCase, 'case', MOST_CASES, 3).describe('The cases, in the order of the pack.'),
    partners: keyed(partnerCase, 'case', 10)
      .describe('Cases of registries that are partners (content/peers.yml): the pack shows the copies that are held of them.')
      .optional(),
    leftOut: keyed(leftOutCase, 'case', 60).describe('What the filters find and the session does not take.').optional(),
    allSuccess: text(300).describe('Why there are so many successes: the only way past the rule of two thirds.').optional(),
  })
  .describe('Which cases are looked at, how they were found, and what was left out.');

const participant = z.strictObject({
  lab: reference('lab').describe('Lab that takes part; it has joined the registry.'),
  role: choice('participant-roles', ['host', 'peer', 'observer']).describe('As what it takes part.'),
  agreed: day().describe('Day on which it said so: nobody is named who has not.'),
});

const agendaItem = z.strictObject({
  id: itemId(),
  start: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .describe('When it begins, once that is known.')
    .optional(),
  minutes: z.int().min(5).max(480).describe('How long it takes, in minutes.'),
  text: text(200).describe('What is done.'),
  case: reference('case').describe('Case that it is about.').optional(),
});

const gridRow = z.strictObject({
  id: itemId(),
  text: text(200).describe('What is asked of each column; it can be answered by a statement.'),
});

const gridMark = z.strictObject({
  row: itemId().describe('Row: its own id, or that of a step of the method.'),
  column: z.string().max(80).describe('Column: the id of a case, or a country.'),
  mark: choice('assessments', ['met', 'partly', 'not', 'open']).describe(
    'Whether it is met; `open` where a statement asks it too.',
  ),
  statements: z
    .array(statementId())
    .min(1)
    .max(4)
    .describe('What shows it: lessons or results of that case, or of that country.'),
});

const country = () =>
  z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('Country: ISO 3166-1 alpha-3.');

/** What peers fill before they meet and change afterwards; the editions of the session keep both. */
const grid = z.strictObject({
  id: itemId(),
  title: text(160).describe('What the grid asks.'),
  method: reference('method').describe('Method whose steps are rows: the pillars of a review, the reasons for a lab.').optional(),
  rows: keyed(gridRow, 'id', 12).describe('Rows that the session sets itself, after those of the method.').optional(),
  cases: z.array(reference('case')).min(2).max(6).describe('Columns: cases of the session.').optional(),
  countries: z.array(country()).min(2).max(6).describe('Columns: countries, where no single case is meant.').optional(),
  marks: z.array(gridMark).max(60).describe('What is known. A field without a mark is open.').optional(),
});
export type Grid = z.infer<typeof grid>;

/** A session: labs that look at cases together, and what they say they will try. */
export const sessionSchema = z
  .strictObject({
    language: languageId().describe('Language of the original: the id of a locale.'),
    title: text(90).describe('What people will call it.'),
    name: text(40).describe('Short name, for lists.'),
    theme: text(220).describe('The question of the session.'),
    why: text(600).describe('Why now, and what the registry has on it: the curator’s own words, signed.'),
    status: choice('session-statuses', ['proposed', 'planned', 'call', 'open', 'held', 'closed']).describe(
      'How far it has come; `proposed` while nobody has agreed to hold it.',
    ),
    date: z
      .strictObject({
        start: day().describe('First day.'),
        end: day().describe('Last day.').optional(),
      })
      .describe('When it is held, once that is known.')
      .optional(),
    place: z
      .strictObject({
        country: country(),
        name: z.string().trim().min(1).max(80).describe('City or place.').optional(),
      })
      .describe('Where it is held, once that is known.')
      .optional(),
    curators: z.array(reference('lab')).min(1).max(6).describe('Labs that chose the cases and sign what is said here.'),
    proposed: day().describe('Day on which it was proposed.'),
    questions: keyed(question, 'id', 7, 2).describe('What is to be talked about, each with what the cases say on it.'),
    grids: keyed(grid, 'id', 4)
      .describe('Assessment grids: what is asked of each case or country, and what is known of it.')
      .optional(),
    selection,
    highlights: z
      .array(statementId())
      .min(1)
      .max(8)
      .describe('What whoever reads one page should read: lessons and results, at least one of what failed.'),
    participants: keyed(participant, 'lab', 60).describe('Who takes part.').optional(),
    agenda: keyed(agendaItem, 'id', 30).describe('What is done in which order.').optional(),
    previous: reference('session').describe('Session whose commitments open this one.').optional(),
  })
  .describe('An exchange between labs about one question: its cases, how they were chosen, and what is to be talked about.');

export type Session = z.infer<typeof sessionSchema>;
