import * as z from 'zod';
import { slug } from '../schema/fields.ts';
import { perLocale } from '../vocabulary/vocabulary.ts';

/** A word or phrase, found whole and ignoring capitals. */
const phrase = z.string().trim().min(1).max(60);
const perLanguage = <Item extends z.ZodType>(item: Item) => z.record(z.string().regex(/^[a-z]{2,3}$/), z.array(item).max(500));

const overusedWord = z.strictObject({
  word: phrase,
  /** The number of uses per record; none when left out. */
  upTo: z.int().min(1).max(20).optional(),
  /** The replacement. */
  instead: z.string().trim().min(1).max(200),
});

/** content/style/style.yml: rules of style per language. */
export const styleSchema = z.strictObject({
  maxSentenceWords: z.int().min(10).max(200),
  overused: perLanguage(overusedWord),
  /** Words with which a title judges, which is for the evidence to do. */
  judging: perLanguage(phrase),
  /** Openings of lessons that advise instead of stating what happened. */
  advising: perLanguage(phrase),
  /** Words with which a note states what was not measured or is not known. */
  limiting: perLanguage(phrase),
});

/** content/style/glossary.yml: the registry's terms of the field. */
export const glossarySchema = z.strictObject({
  title: perLocale,
  terms: z
    .array(
      z.strictObject({
        id: slug(),
        term: perLocale,
        definition: perLocale,
        /** Translations that are wrong or misleading in that language. */
        avoid: perLanguage(phrase).optional(),
      }),
    )
    .min(1)
    .max(1000),
});

export type StyleGuide = z.infer<typeof styleSchema>;
export type Glossary = z.infer<typeof glossarySchema>;
export type Term = Glossary['terms'][number];
