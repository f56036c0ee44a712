import * as z from 'zod';
import { type FieldMeta, fieldMeta } from './fields.ts';

export type Path = (string | number)[];

export interface FieldValue {
  path: Path;
  value: unknown;
  /** The field's schema inside optional wrappers, and what it says of itself. */
  schema: z.ZodType;
  meta: FieldMeta;
}

/** What a schema is made of, inside optional wrappers. */
export interface SchemaParts {
  schema: z.ZodType;
  meta: FieldMeta | undefined;
  /** The fields of a map. */
  shape?: Readonly<Record<string, z.ZodType>>;
  /** What each item of a list is. */
  element?: z.ZodType;
}

const parts = new WeakMap<z.ZodType, SchemaParts>();

/** Asked of Zod once for each schema: its `instanceof` and its registries take longer than what is done with the answer. */
export function partsOf(schema: z.ZodType): SchemaParts {
  let known = parts.get(schema);
  if (!known) {
    const inner = unwrapSchema(schema);
    known = {
      schema: inner,
      meta: fieldMeta.get(inner),
      ...(inner instanceof z.ZodObject ? { shape: inner.shape as Record<string, z.ZodType> } : {}),
      ...(inner instanceof z.ZodArray ? { element: inner.element as z.ZodType } : {}),
    };
    parts.set(schema, known);
  }
  return known;
}

/** The schema inside optional wrappers. */
export function unwrapSchema(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrapSchema(schema.unwrap() as z.ZodType) : schema;
}

/** Every value of a record that the schema says something about, with its path, in schema order. */
export function walkFields(value: unknown, schema: z.ZodType): FieldValue[] {
  const found: FieldValue[] = [];
  const walk = (here: unknown, hereSchema: z.ZodType, path: Path): void => {
    const { schema: inner, meta, shape, element } = partsOf(hereSchema);
    if (meta) found.push({ path, value: here, schema: inner, meta });
    for (const key in shape) {
      const field = (here as Record<string, unknown>)[key];
      if (isThere(field)) walk(field, shape[key]!, [...path, key]);
    }
    if (element) {
      for (const [index, item] of (here as unknown[]).entries()) if (isThere(item)) walk(item, element, [...path, index]);
    }
  };
  if (isThere(value)) walk(value, schema, []);
  return found;
}

const isThere = (value: unknown) => value !== undefined && value !== null;

/** Every field that a schema can hold, used or not; list items stand for all of them. */
export function* walkSchema(schema: z.ZodType, path: Path = []): Generator<Omit<FieldValue, 'value'>> {
  const inner = unwrapSchema(schema);
  yield { path, schema: inner, meta: fieldMeta.get(inner) ?? {} };
  if (inner instanceof z.ZodObject) {
    for (const [key, field] of Object.entries(inner.shape)) yield* walkSchema(field as z.ZodType, [...path, key]);
  } else if (inner instanceof z.ZodArray) {
    yield* walkSchema(inner.element as z.ZodType, [...path, 0]);
  }
}
