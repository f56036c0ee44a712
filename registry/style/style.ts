import * as z from 'zod';
import { slug } from '../schema/fields.ts';
import { perLocale } from '../vocabulary/vocabulary.ts';

/** A word or phrase, found whole and whatever its capitals. */
const phrase = z.string().trim().min(1).max(60);
const perLanguage = <Item extends z.ZodType>(item: Item) => z.record(z.string().regex(/^[a-z]{2,3}$/), z.array(item).max(500));

const overusedWord = z.strictObject({
  word: phrase,
  /** How often a record may use it; none when left out. */
  upTo: z.int().min(1).max(20).optional(),
  /** What to write instead. */
  instead: z.string().trim().min(1).max(200),
});

/** content/style/style.yml: how texts of the registry read, language by language. */
export const styleSchema = z.strictObject({
  maxSentenceWords: z.int().min(10).max(200),
  overused: perLanguage(overusedWord),
  /** Words by which a title gives the verdict, which belongs to the evidence. */
  judging: perLanguage(phrase),
  /** How a lesson begins that advises instead of telling what happened. */
  advising: perLanguage(phrase),
  /** Words by which a note says what was not measured or is not known. */
  limiting: perLanguage(phrase),
});

/** content/style/glossary.yml: words of the field as the registry says them. */
export const glossarySchema = z.strictObject({
  title: perLocale,
  terms: z
    .array(
      z.strictObject({
        id: slug(),
        term: perLocale,
        definition: perLocale,
        /** Renderings that are wrong, or mislead, in that language. */
        avoid: perLanguage(phrase).optional(),
      }),
    )
    .min(1)
    .max(1000),
});

export type StyleGuide = z.infer<typeof styleSchema>;
export type Glossary = z.infer<typeof glossarySchema>;
export type Term = Glossary['terms'][number];
