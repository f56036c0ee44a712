import * as z from 'zod';
import { fieldMeta } from '../schema/fields.ts';
import { isMap, mapWithSchema, partsOf } from '../schema/walk.ts';

const TRANSLATION_STATES = ['human', 'machine', 'machine-reviewed'] as const;

/** The translatable part of a schema, or undefined when it has only facts. List items become entries by key. */
function translatablePart(schema: z.ZodType): z.ZodType | undefined {
  const { schema: inner, meta, shape, element } = partsOf(schema);
  if (meta?.translatable) return inner;
  if (shape) {
    const words = translatableObject(shape);
    return words && describedAs(schema, words);
  }
  const item = element && meta?.key !== undefined ? translatablePart(element) : undefined;
  return item && describedAs(schema, z.record(z.string().max(80), item));
}

const describedAs = (original: z.ZodType, schema: z.ZodType): z.ZodType => schema.describe(partsOf(original).description ?? '');

function translatableObject(shape: Readonly<Record<string, z.ZodType>>): z.ZodObject | undefined {
  const parts = Object.entries(shape).flatMap(([key, field]) => {
    const part = translatablePart(field);
    return part ? [[key, partsOf(field).isOptional ? part.optional() : part] as const] : [];
  });
  return parts.length > 0 ? z.strictObject(Object.fromEntries(parts)) : undefined;
}

export interface Translation {
  translates: string;
  state: (typeof TRANSLATION_STATES)[number];
  [words: string]: unknown;
}

/** The schema of a translation file: its state, the digest of the translated words, and the words of its kind. */
export const translationSchemaOf = (schema: z.ZodType): z.ZodType<Translation> =>
  z.strictObject({
    translates: z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .describe('Digest of the original’s words that it translates; `stamp` writes it.'),
    state: z
      .enum(TRANSLATION_STATES)
      .register(fieldMeta, { vocabulary: 'translation-states' })
      .describe('Who translated it, and whether a person has looked at it.'),
    ...translatableObject(partsOf(schema).shape ?? {})?.shape,
  }) as z.ZodType<Translation>;

/** The words of an original in the structure of a translation. */
export function extractWords(facts: object, schema: z.ZodType): Record<string, unknown> {
  const words = mapWithSchema(facts, schema, ({ value, meta, shape }, inside) => {
    if (meta?.translatable) return value;
    if (shape) return unlessEmpty(inside() as object);
    if (meta?.key === undefined) return undefined;
    const items = inside() as unknown[];
    const ids = (value as Record<string, unknown>[]).map((item) => String(item[meta.key!]));
    return unlessEmpty(Object.fromEntries(items.flatMap((item, index) => (item === undefined ? [] : [[ids[index]!, item]]))));
  });
  return (words ?? {}) as Record<string, unknown>;
}

const unlessEmpty = (map: object) => (Object.keys(map).length > 0 ? map : undefined);

/** Puts the words of a translation into the facts; missing words stay in the original language. */
export const mergeWords = <Facts>(facts: Facts, words: Record<string, unknown>, schema: z.ZodType): Facts =>
  mapWithSchema(
    facts,
    schema,
    ({ value, beside, meta }, inside) => (beside === undefined ? value : meta?.translatable ? beside : inside()),
    words,
  ) as Facts;

/** Paths of words that only the original or only the translation has. */
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
