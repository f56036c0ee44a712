import * as z from 'zod';

/** What forms can say only as text, in the types that a schema has for it; what does not fit stays as it is, for the schema to refuse. */
export function coerce(schema: z.core.$ZodType, value: unknown): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject && isRecord(value))
    return mapValues(value, (field, key) => {
      const known = Object.hasOwn(inner.shape, key) ? (inner.shape[key] as z.ZodType) : undefined;
      return known ? coerce(known, field) : field;
    });
  if (inner instanceof z.ZodArray) return (Array.isArray(value) ? value : [value]).map((item) => coerce(inner.element, item));
  if (inner instanceof z.ZodUnion && typeof value === 'string') return coerceUnion(inner, value);
  if (inner instanceof z.ZodNumber && typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,10})?$/.test(value))
    return Number(value);
  if (inner instanceof z.ZodBoolean && typeof value === 'string') return { true: true, on: true, false: false }[value] ?? value;
  return value;
}

function coerceUnion(union: z.ZodUnion, value: string): unknown {
  const candidates = union.options.map((option) => coerce(option, value));
  const fitting = candidates.findIndex((candidate, index) => z.safeParse(union.options[index]!, candidate).success);
  return fitting === -1 ? value : candidates[fitting];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap())
    : schema;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mapValues(record: Record<string, unknown>, change: (value: unknown, key: string) => unknown): Record<string, unknown> {
  const entries = Object.entries(record).map(([key, value]) => [key, change(value, key)] as const);
  return Object.fromEntries(entries);
}
