import * as z from 'zod';
import { choice, citations, compiled, concept, day, itemId, keyed, languageId, reference, text } from '../schema/fields.ts';
import { sourceSchema } from '../source/source.ts';

const step = z.strictObject({
  id: itemId(),
  text: text(300).describe('What is done, in a sentence or two.'),
  sources: citations.optional(),
});

const need = z.strictObject({
  id: itemId(),
  text: text(300).describe('What must be there for the method to work; a reader can answer it with yes or no.'),
  basis: choice('transfer-bases', ['stated', 'derived']).describe('Whether a source says so or we conclude it.'),
  sources: citations.optional(),
});

const limit = z.strictObject({
  id: itemId(),
  text: text(300).describe('When not to use it, what it does not solve, or who disagrees.'),
  sources: citations,
});

const relative = z.strictObject({
  method: reference('method').describe('Id of the other method.'),
  note: text(240).describe('How the two differ or go together.'),
});

/** A way of working that cases use, described apart from any of them. Key order here is the canonical order in files. */
const facts = z.strictObject({
  language: languageId().describe('Language of the original: the id of a locale.'),
  title: text(90).describe('What somebody would recognise in a list.'),
  name: text(40).describe('Short name, for lists and pictures.'),
  alsoCalled: text(200).describe('Other names that people use for it, separated by commas.').optional(),
  summary: text(400).describe('What it is for, how it is done, and how far to trust it.'),
  question: text(220).describe('What somebody who needs it would ask.'),
  kind: choice('method-kinds', [
    'process',
    'framework',
    'checklist',
    'mechanism',
    'format',
    'organisation',
    'catalogue',
  ]).describe('What it is made of.'),
  challenges: z.array(concept('challenges')).min(1).max(6).describe('Problems that it helps with.').optional(),
  steps: keyed(step, 'id').describe('Its steps or parts, in their order.').optional(),
  needs: keyed(need, 'id').describe('What must be there.').optional(),
  limits: keyed(limit, 'id').describe('When not to use it, and who disagrees.').optional(),
  origin: z
    .strictObject({ text: text(300).describe('Who made it, where and from what.'), sources: citations })
    .describe('Where it comes from.'),
  related: keyed(relative, 'method', 12).describe('Methods that stand beside it.').optional(),
  sources: citations.describe('What this record rests on, and which part of each publication.'),
  references: keyed(sourceSchema, 'id', 40).describe('Publications that only this record cites.').optional(),
  steward: reference('lab').describe('Lab that answers for this record.'),
  compiled: compiled(),
  reviewBy: day().describe('Day until which it holds without somebody reviewing it.'),
});

export const methodSchema = facts.describe('A way of working that cases use: its words in the original language, and facts.');

export type Method = z.infer<typeof methodSchema>;
