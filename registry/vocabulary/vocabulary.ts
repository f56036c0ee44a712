import * as z from 'zod';
import { slug } from '../schema/fields.ts';

/** One text per locale id; `check` knows which locales are required, not the schema. */
export const perLocale = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(300));

const conceptSchema = z.strictObject({
  id: z.union([slug(), z.int()]),
  label: perLocale,
  /** For units: the label after one of them. */
  one: perLocale.optional(),
  definition: perLocale.optional(),
  /** Synonyms for search. */
  synonyms: z.record(z.string().regex(/^[a-z]{2,3}$/), z.array(z.string().trim().min(1).max(80)).max(30)).optional(),
  /** The label of a relation read from its other end. */
  inverse: perLocale.optional(),
  broader: slug().optional(),
  exactMatch: z.array(z.string().max(300)).max(5).optional(),
  /** For relations: `a` cannot be in this relation to itself, even through others. */
  acyclic: z.boolean().optional(),
  /** Relations only: whether the other end came before this one or after it; neither when they stand beside each other. */
  other: z.enum(['before', 'after']).optional(),
});

export const vocabularySchema = z.strictObject({
  title: perLocale,
  concepts: z.array(conceptSchema).min(1).max(500),
});

export type Concept = Omit<z.infer<typeof conceptSchema>, 'id'> & { id: string };

/** A vocabulary in file order, concepts by id. */
export interface Vocabulary {
  name: string;
  title: Record<string, string>;
  concepts: ReadonlyMap<string, Concept>;
}

export type Vocabularies = ReadonlyMap<string, Vocabulary>;

/** A concept's label in a locale; its id without a label, so that a page never breaks. */
export function labelOf(vocabularies: Vocabularies, name: string, id: string | number, locale: string): string {
  return vocabularies.get(name)?.concepts.get(String(id))?.label[locale] ?? String(id);
}
