import * as z from 'zod';
import { type Path, unwrapSchema } from './walk.ts';

/** A map of the data together with the order that its schema gives its keys. */
export interface OrderedMap {
  path: Path;
  keys: string[];
  canonical: string[];
}

/** Every map of a record whose keys the schema puts in an order, outermost first. Keys the schema does not know stay behind. */
export function* walkMaps(value: unknown, schema: z.ZodType, path: Path = []): Generator<OrderedMap> {
  const inner = unwrapSchema(schema);
  if (Array.isArray(value) && inner instanceof z.ZodArray) {
    for (const [index, item] of value.entries()) yield* walkMaps(item, inner.element as z.ZodType, [...path, index]);
  } else if (isMap(value) && inner instanceof z.ZodRecord) {
    for (const [key, item] of Object.entries(value)) yield* walkMaps(item, inner.valueType as z.ZodType, [...path, key]);
  } else if (isMap(value) && inner instanceof z.ZodObject) {
    const keys = Object.keys(value);
    yield { path, keys, canonical: sortBySchema(keys, inner) };
    for (const key of keys) {
      const field = inner.shape[key] as z.ZodType | undefined;
      if (field) yield* walkMaps(value[key], field, [...path, key]);
    }
  }
}

/** The same data with its keys in schema order. */
export function orderKeys<Value>(value: Value, schema: z.ZodType): Value {
  return order(value, schema) as Value;
}

function order(value: unknown, schema: z.ZodType): unknown {
  const inner = unwrapSchema(schema);
  if (Array.isArray(value) && inner instanceof z.ZodArray) return value.map((item) => order(item, inner.element as z.ZodType));
  if (!isMap(value)) return value;
  if (inner instanceof z.ZodRecord) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, order(item, inner.valueType as z.ZodType)]));
  }
  if (!(inner instanceof z.ZodObject)) return value;
  return Object.fromEntries(
    sortBySchema(Object.keys(value), inner).map((key) => [
      key,
      inner.shape[key] ? order(value[key], inner.shape[key] as z.ZodType) : value[key],
    ]),
  );
}

function sortBySchema(keys: string[], schema: z.ZodObject): string[] {
  const ranks = new Map(Object.keys(schema.shape).map((key, rank) => [key, rank]));
  return keys.toSorted((a, b) => (ranks.get(a) ?? Infinity) - (ranks.get(b) ?? Infinity) || 0);
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
