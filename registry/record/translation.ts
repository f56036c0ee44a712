import * as z from 'zod';
import { caseSchema } from '../case/schema.ts';
import { fieldMeta } from '../schema/fields.ts';

const TRANSLATION_STATES = ['human', 'machine', 'machine-reviewed'] as const;

/** The schema inside optional wrappers. */
function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** The part of a schema that changes with the language, or nothing when it holds only facts. */
function translatablePart(schema: z.ZodType): z.ZodType | undefined {
  const inner = unwrap(schema);
  if (fieldMeta.get(inner)?.translatable) return inner;
  if (inner instanceof z.ZodObject) return translatableObject(inner);
  if (inner instanceof z.ZodArray) {
    if (fieldMeta.get(inner)?.key === undefined) return undefined;
    const item = translatablePart(inner.element as z.ZodType);
    return item && z.record(z.string().max(80), item);
  }
  return undefined;
}

function translatableObject(schema: z.ZodObject): z.ZodObject | undefined {
  const parts = Object.entries(schema.shape).flatMap(([key, field]) => {
    const part = translatablePart(field as z.ZodType);
    return part ? [[key, field instanceof z.ZodOptional ? part.optional() : part] as const] : [];
  });
  return parts.length > 0 ? z.strictObject(Object.fromEntries(parts)) : undefined;
}

/** The words of a case: what `translatable` marks leave of the case schema. List items become entries by key. */
const wordsSchema = translatableObject(caseSchema)!;

/** A translation file: its state, the digest of the words it translates, and its own words. */
export const translationSchema = z.strictObject({
  translates: z.string().regex(/^[0-9a-f]{12}$/),
  state: z.enum(TRANSLATION_STATES).register(fieldMeta, { vocabulary: 'translation-states' }),
  ...wordsSchema.shape,
});

export interface Translation {
  translates: string;
  state: (typeof TRANSLATION_STATES)[number];
  [words: string]: unknown;
}

/** The words of an original, in the shape that a translation has. */
export function extractWords(facts: Record<string, unknown>, schema: z.ZodType = caseSchema): Record<string, unknown> {
  return (extract(facts, schema) ?? {}) as Record<string, unknown>;
}

function extract(value: unknown, schema: z.ZodType): unknown {
  const inner = unwrap(schema);
  if (value === undefined || value === null) return undefined;
  if (fieldMeta.get(inner)?.translatable) return value;
  if (inner instanceof z.ZodObject) {
    const entries = Object.entries(inner.shape).flatMap(([key, field]) => {
      const words = extract((value as Record<string, unknown>)[key], field as z.ZodType);
      return words === undefined ? [] : [[key, words] as const];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  if (inner instanceof z.ZodArray) {
    const key = fieldMeta.get(inner)?.key;
    if (key === undefined) return undefined;
    const entries = (value as Record<string, unknown>[]).flatMap((item) => {
      const words = extract(item, inner.element as z.ZodType);
      return words === undefined ? [] : [[String(item[key]), words] as const];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  return undefined;
}

/** The facts with the translation's words in place; a word the translation lacks stays in the original language. */
export function mergeWords<Facts>(facts: Facts, words: Record<string, unknown>, schema: z.ZodType = caseSchema): Facts {
  return merge(facts, words, schema) as Facts;
}

function merge(value: unknown, words: unknown, schema: z.ZodType): unknown {
  const inner = unwrap(schema);
  if (value === undefined || words === undefined) return value;
  if (fieldMeta.get(inner)?.translatable) return words;
  const wordsByKey = words as Record<string, unknown>;
  if (inner instanceof z.ZodObject) {
    const facts = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(facts).map(([key, fact]) => {
        const field = inner.shape[key] as z.ZodType | undefined;
        return [key, field ? merge(fact, wordsByKey[key], field) : fact];
      }),
    );
  }
  if (inner instanceof z.ZodArray) {
    const key = fieldMeta.get(inner)?.key;
    if (key === undefined) return value;
    return (value as Record<string, unknown>[]).map((item) =>
      merge(item, wordsByKey[String(item[key])], inner.element as z.ZodType),
    );
  }
  return value;
}

/** Paths of words that the original has and the translation lacks, or the other way round. */
export function compareWords(
  original: unknown,
  translated: unknown,
  path: string[] = [],
): { missing: string[][]; orphan: string[][] } {
  const found = { missing: [] as string[][], orphan: [] as string[][] };
  if (!isMap(original) || !isMap(translated)) return found;
  for (const key of new Set([...Object.keys(original), ...Object.keys(translated)])) {
    const here = [...path, key];
    if (!(key in translated)) found.missing.push(here);
    else if (!(key in original)) found.orphan.push(here);
    else {
      const inside = compareWords(original[key], translated[key], here);
      found.missing.push(...inside.missing);
      found.orphan.push(...inside.orphan);
    }
  }
  return found;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
