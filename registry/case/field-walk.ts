import * as z from 'zod';
import { type FieldMeta, fieldMeta } from './fields.ts';
import { caseSchema } from './schema.ts';

export type Path = (string | number)[];

export interface FieldValue {
  path: Path;
  value: unknown;
  /** The field's schema inside optional wrappers, and what it says of itself. */
  schema: z.ZodType;
  meta: FieldMeta;
}

/** The schema inside optional wrappers. */
export function unwrapSchema(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrapSchema(schema.unwrap() as z.ZodType) : schema;
}

/** Every value of a record that the schema says something about, with its path, in schema order. */
export function* walkFields(value: unknown, schema: z.ZodType = caseSchema, path: Path = []): Generator<FieldValue> {
  if (value === undefined || value === null) return;
  const inner = unwrapSchema(schema);
  const meta = fieldMeta.get(inner);
  if (meta) yield { path, value, schema: inner, meta };
  if (inner instanceof z.ZodObject) {
    for (const [key, field] of Object.entries(inner.shape)) {
      yield* walkFields((value as Record<string, unknown>)[key], field as z.ZodType, [...path, key]);
    }
  } else if (inner instanceof z.ZodArray) {
    for (const [index, item] of (value as unknown[]).entries())
      yield* walkFields(item, inner.element as z.ZodType, [...path, index]);
  }
}

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
