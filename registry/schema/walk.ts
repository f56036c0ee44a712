import * as z from 'zod';
import { type FieldMeta, fieldMeta } from './fields.ts';

/** Keys and positions that lead from a record to a value in it. */
export type Path = readonly (string | number)[];

/** What a schema is made of, inside optional wrappers. */
export interface SchemaParts {
  schema: z.ZodType;
  isOptional: boolean;
  /** What goes there, in a sentence. */
  description: string | undefined;
  meta: FieldMeta | undefined;
  /** The fields of a map, in their order. It has no prototype: `toString` is no field. */
  shape?: Readonly<Record<string, z.ZodType>>;
  /** What each item of a list is. */
  element?: z.ZodType;
  /** What each value of a map with free keys is. */
  values?: z.ZodType;
}

const known = new WeakMap<z.ZodType, SchemaParts>();

/** Asked of Zod once for each schema: its `instanceof` and its registries take longer than what is done with the answer. */
export function partsOf(schema: z.ZodType): SchemaParts {
  let parts = known.get(schema);
  if (!parts) {
    const inner = unwrap(schema);
    parts = {
      schema: inner,
      isOptional: inner !== schema,
      description: schema.description ?? inner.description,
      meta: fieldMeta.get(inner),
      ...(inner instanceof z.ZodObject ? { shape: Object.assign(Object.create(null) as object, inner.shape) } : {}),
      ...(inner instanceof z.ZodArray ? { element: inner.element as z.ZodType } : {}),
      ...(inner instanceof z.ZodRecord ? { values: inner.valueType as z.ZodType } : {}),
    };
    known.set(schema, parts);
  }
  return parts;
}

function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapper = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapper ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** A schema made in the place of another, with what is said of that one. */
export function inPlaceOf<Schema extends z.ZodType>(original: z.ZodType, schema: Schema): Schema {
  const { description, meta } = partsOf(original);
  const described = description === undefined ? schema : schema.describe(description);
  if (meta) fieldMeta.add(described, meta);
  return described;
}

/** A value, and what its schema says of it. */
export interface Here extends SchemaParts {
  value: unknown;
  path: Path;
  /** What another version of the same data has in this place: under the same key, or in the item with the same id. */
  beside: unknown;
}

/** Gives what stands in the place of a value; `inside` gives the value, or another for it, with all that is in it visited. */
export type Visit = (here: Here, inside: (value?: unknown) => unknown) => unknown;

/** The one walk over data and its schema. Keys that the schema does not know stay as they are; a key that gets `undefined` goes. */
export function mapWithSchema(value: unknown, schema: z.ZodType, visit: Visit, beside?: unknown, path: Path = []): unknown {
  const parts = partsOf(schema);
  const { shape, element, values, meta } = parts;
  const inside = (here: unknown = value): unknown => {
    if (Array.isArray(here) && element)
      return here.map((item: unknown, index) =>
        mapWithSchema(item, element, visit, itemBeside(beside, item, meta?.key), [...path, index]),
      );
    if (!isMap(here) || !(shape ?? values)) return here;
    const entries = Object.entries(here).flatMap(([key, field]) => {
      const schemaOfField = shape ? shape[key] : values;
      const isKnown = schemaOfField && field !== undefined && field !== null;
      const mapped = isKnown ? mapWithSchema(field, schemaOfField, visit, fieldBeside(beside, key), [...path, key]) : field;
      return mapped === undefined ? [] : [[key, mapped] as const];
    });
    return Object.fromEntries(entries);
  };
  return visit({ ...parts, value, path, beside }, inside);
}

const fieldBeside = (beside: unknown, key: string) => (isMap(beside) && Object.hasOwn(beside, key) ? beside[key] : undefined);

/** Other versions keep items in a list too, or (translations do) under their ids. */
function itemBeside(beside: unknown, item: unknown, key: string | undefined): unknown {
  const id = key === undefined || !isMap(item) ? undefined : (item[key] as string | number | undefined);
  if (id === undefined) return undefined;
  if (Array.isArray(beside)) return beside.find((other) => isMap(other) && other[key!] === id);
  return fieldBeside(beside, String(id));
}

/** Every value of a record that its schema knows, outermost first. */
export function walkValues(value: unknown, schema: z.ZodType): Here[] {
  const found: Here[] = [];
  mapWithSchema(value, schema, (here, inside) => {
    found.push(here);
    return inside();
  });
  return found;
}

export interface FieldValue extends Here {
  meta: FieldMeta;
}

/** Every value of a record that the schema says something about. */
export const walkFields = (value: unknown, schema: z.ZodType): FieldValue[] =>
  walkValues(value, schema).filter((here): here is FieldValue => here.meta !== undefined);

/** Every field that a schema can hold, used or not; list items, and values under free keys, stand for all of them. */
export function* walkSchema(schema: z.ZodType, path: Path = []): Generator<SchemaParts & { path: Path; meta: FieldMeta }> {
  const { meta = {}, ...parts } = partsOf(schema);
  yield { ...parts, meta, path };
  for (const [key, field] of Object.entries(parts.shape ?? {})) yield* walkSchema(field, [...path, key]);
  if (parts.element) yield* walkSchema(parts.element, [...path, 0]);
  if (parts.values) yield* walkSchema(parts.values, [...path, '*']);
}

/** The schema of what stands at a path, with its optional wrappers; undefined where the schema knows nothing. */
export const schemaAt = (schema: z.ZodType, path: Path): z.ZodType | undefined =>
  path.reduce<z.ZodType | undefined>((at, step) => {
    const { shape, element, values } = at ? partsOf(at) : {};
    return typeof step === 'number' ? element : (shape?.[step] ?? values);
  }, schema);

/** What a schema says of a path: the keys that it knows there, and whether there may be nothing. */
export interface Known {
  keys: (path: Path) => string[];
  isOptional: (path: Path) => boolean;
}

export const knownOf = (schema: z.ZodType): Known => ({
  keys: (path) => keysAt(schema, path),
  isOptional: (path) => {
    const here = schemaAt(schema, path);
    return here !== undefined && partsOf(here).isOptional;
  },
});

/** The keys that a schema knows at a path, for "did you mean". */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  const here = schemaAt(schema, path);
  return Object.keys((here && partsOf(here).shape) ?? {});
}

/** Whether a field takes words: a text of any form. */
export function isFreeText(schema: z.ZodType): boolean {
  const { schema: inner } = partsOf(schema);
  return inner instanceof z.ZodString && inner.format === null;
}

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
