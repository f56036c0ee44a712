import type * as z from 'zod';
import { isMap, mapWithSchema, type Path, walkValues } from './walk.ts';

/** A map of the data with the key order of its schema. */
export interface OrderedMap {
  path: Path;
  keys: string[];
  canonical: string[];
}

/** Every map of a record with a key order in its schema, outermost first. Unknown keys come last. */
export const walkMaps = (value: unknown, schema: z.ZodType): OrderedMap[] =>
  walkValues(value, schema, [], [], (inner) => typeof inner === 'object').flatMap((here) => {
    if (!here.shape || !isMap(here.value)) return [];
    const keys = Object.keys(here.value);
    return [{ path: here.path, keys, canonical: sortBySchema(keys, here.shape) }];
  });

/** The same data with its keys in schema order. */
export const orderKeys = <Value>(value: Value, schema: z.ZodType): Value =>
  mapWithSchema(value, schema, ({ shape }, inside) => {
    const inner = inside();
    if (!shape || !isMap(inner)) return inner;
    return Object.fromEntries(sortBySchema(Object.keys(inner), shape).map((key) => [key, inner[key]]));
  }) as Value;

type Shape = Readonly<Record<string, z.ZodType>>;

const ranksOfShapes = new WeakMap<Shape, ReadonlyMap<string, number>>();

function ranksOf(shape: Shape): ReadonlyMap<string, number> {
  let ranks = ranksOfShapes.get(shape);
  if (!ranks) ranksOfShapes.set(shape, (ranks = new Map(Object.keys(shape).map((key, rank) => [key, rank]))));
  return ranks;
}

function sortBySchema(keys: string[], shape: Shape): string[] {
  const ranks = ranksOf(shape);
  const rankOf = (key: string) => ranks.get(key) ?? Infinity;
  // Nearly always they are in order.
  if (keys.every((key, index) => index === 0 || rankOf(keys[index - 1]!) <= rankOf(key))) return keys;
  return keys.toSorted((a, b) => rankOf(a) - rankOf(b) || 0);
}
