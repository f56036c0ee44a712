import * as z from 'zod';
import { type FieldMeta, fieldMeta } from './fields.ts';

/** Keys and positions from a record to a value in it. */
export type Path = readonly (string | number)[];

/** The structure of a schema, without optional wrappers. */
export interface SchemaParts {
  schema: z.ZodType;
  isOptional: boolean;
  /** A description of the value, in a sentence. */
  description: string | undefined;
  meta: FieldMeta | undefined;
  /** The fields of a map in order. Without a prototype, so that `toString` is not a field. */
  shape: Readonly<Record<string, z.ZodType>> | undefined;
  /** The schema of list items. */
  element: z.ZodType | undefined;
  /** The schema of values of a map with free keys. */
  values: z.ZodType | undefined;
}

const known = new WeakMap<z.ZodType, SchemaParts>();

/** Cached per schema: Zod's `instanceof` and registries are slower than the code that uses the result. */
export function partsOf(schema: z.ZodType): SchemaParts {
  let parts = known.get(schema);
  if (!parts) {
    const inner = unwrap(schema);
    parts = {
      schema: inner,
      isOptional: inner !== schema,
      description: schema.description ?? inner.description,
      meta: fieldMeta.get(inner),
      shape: inner instanceof z.ZodObject ? Object.assign(Object.create(null) as object, inner.shape) : undefined,
      element: inner instanceof z.ZodArray ? (inner.element as z.ZodType) : undefined,
      values: inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : undefined,
    };
    known.set(schema, parts);
  }
  return parts;
}

function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapper = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapper ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** Copies the metadata of one schema to its replacement. */
export function inPlaceOf<Schema extends z.ZodType>(original: z.ZodType, schema: Schema): Schema {
  const { description, meta } = partsOf(original);
  const described = description === undefined ? schema : schema.describe(description);
  if (meta) fieldMeta.add(described, meta);
  return described;
}

/** A value with its schema. */
export interface Here extends SchemaParts {
  value: unknown;
  path: Path;
  /** The value at this place in another version of the data: under the same key, or in the item with the same id. */
  beside: unknown;
}

/** Returns the replacement of a value; `inside` visits everything in the value, or in another value, and returns the result. */
export type Visit = (here: Here, inside: (value?: unknown) => unknown) => unknown;

/** The one walk over data and its schema. Unknown keys stay; a key whose visit returns `undefined` is removed. */
export function mapWithSchema(value: unknown, schema: z.ZodType, visit: Visit, beside?: unknown, path: Path = []): unknown {
  const parts = partsOf(schema);
  return visit(hereOf(value, parts, path, beside), (within = value) => mapInside(within, parts, visit, beside, path));
}

/** Named one by one: a spread takes longer, and this is the most frequent call of a check. */
const hereOf = (value: unknown, parts: SchemaParts, path: Path, beside?: unknown): Here => {
  const { schema, isOptional, description, meta, shape, element, values } = parts;
  return { schema, isOptional, description, meta, shape, element, values, value, path, beside };
};

/** The schema of a field that a map has; undefined for an unknown one, and for one without a value. */
const schemaOfField = ({ shape, values }: SchemaParts, key: string, field: unknown): z.ZodType | undefined =>
  field === undefined || field === null ? undefined : shape ? shape[key] : values;

function mapInside(value: unknown, parts: SchemaParts, visit: Visit, beside: unknown, path: Path): unknown {
  const { shape, element, values, meta } = parts;
  if (Array.isArray(value) && element)
    return value.map((item: unknown, index) =>
      mapWithSchema(item, element, visit, itemBeside(beside, item, meta?.key), [...path, index]),
    );
  if (!isMap(value) || !(shape ?? values)) return value;
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const field = value[key];
    const inner = schemaOfField(parts, key, field);
    const mapped = inner ? mapWithSchema(field, inner, visit, fieldBeside(beside, key), [...path, key]) : field;
    if (mapped !== undefined) entries.push([key, mapped]);
  }
  return Object.fromEntries(entries);
}

const fieldBeside = (beside: unknown, key: string) => (isMap(beside) && Object.hasOwn(beside, key) ? beside[key] : undefined);

/** Other versions store items in a list too, or by id (translations). */
function itemBeside(beside: unknown, item: unknown, key: string | undefined): unknown {
  const id = key === undefined || !isMap(item) ? undefined : item[key];
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  if (Array.isArray(beside)) return beside.find((other) => isMap(other) && other[key!] === id);
  return fieldBeside(beside, String(id));
}

/** Every value of a record with a schema, outermost first; of the values inside, those that are wanted, and what is in them. */
export function walkValues(
  value: unknown,
  schema: z.ZodType,
  path: Path = [],
  found: Here[] = [],
  isWanted: (value: unknown) => boolean = () => true,
): Here[] {
  const parts = partsOf(schema);
  found.push(hereOf(value, parts, path));
  if (Array.isArray(value) && parts.element)
    for (const [index, item] of value.entries()) {
      if (isWanted(item)) walkValues(item, parts.element, [...path, index], found, isWanted);
    }
  else if (isMap(value))
    for (const key of Object.keys(value)) {
      const inner = schemaOfField(parts, key, value[key]);
      if (inner && isWanted(value[key])) walkValues(value[key], inner, [...path, key], found, isWanted);
    }
  return found;
}

export interface FieldValue extends Here {
  meta: FieldMeta;
}

/** Whether a value has metadata in its schema. */
export const isField = (here: Here): here is FieldValue => here.meta !== undefined;

/** Every value of a record with metadata in its schema. */
export const walkFields = (value: unknown, schema: z.ZodType): FieldValue[] => walkValues(value, schema).filter(isField);

/** Every field that a schema can contain; list items and values under free keys appear once. */
export function* walkSchema(schema: z.ZodType, path: Path = []): Generator<SchemaParts & { path: Path; meta: FieldMeta }> {
  const { meta = {}, ...parts } = partsOf(schema);
  yield { ...parts, meta, path };
  for (const [key, field] of Object.entries(parts.shape ?? {})) yield* walkSchema(field, [...path, key]);
  if (parts.element) yield* walkSchema(parts.element, [...path, 0]);
  if (parts.values) yield* walkSchema(parts.values, [...path, '*']);
}

/** The schema at a path, with its optional wrappers; undefined for an unknown path. */
export const schemaAt = (schema: z.ZodType, path: Path): z.ZodType | undefined =>
  path.reduce<z.ZodType | undefined>((at, step) => {
    const { shape, element, values } = at ? partsOf(at) : {};
    return typeof step === 'number' ? element : (shape?.[step] ?? values);
  }, schema);

/** The keys that a schema has at a path, and whether the value is optional. */
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

/** The keys that a schema has at a path, for suggestions. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  const here = schemaAt(schema, path);
  return Object.keys((here && partsOf(here).shape) ?? {});
}

/** Whether a field takes free text. */
export function isFreeText(schema: z.ZodType): boolean {
  const { schema: inner } = partsOf(schema);
  return inner instanceof z.ZodString && inner.format === null;
}

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
