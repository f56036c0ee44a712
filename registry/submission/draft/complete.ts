import type * as z from 'zod';
import { caseSchema, type Citation } from '../../case/schema.ts';
import { citation } from '../../schema/fields.ts';
import { partsOf, type Path } from '../../schema/walk.ts';
import { toSlug } from './case-id.ts';

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gives an id to every item of a list that needs one: the first words of its text, different from those in `before`. */
export function nameItems(told: unknown, before: unknown, schema: z.ZodType = caseSchema): unknown {
  const { shape, element, meta } = partsOf(schema);
  if (Array.isArray(told) && element) {
    const items = told as unknown[];
    const known = (Array.isArray(before) ? before : []) as unknown[];
    const idOf = (item: unknown) => (isMap(item) && typeof item['id'] === 'string' ? item['id'] : undefined);
    const taken = new Set([...items, ...known].map(idOf));
    return items.map((item) => {
      const old = known.find((other) => idOf(other) !== undefined && idOf(other) === idOf(item));
      const named = nameItems(item, old, element);
      if (meta?.key !== 'id' || !isMap(named) || idOf(named) !== undefined) return named;
      const words = [named['text'], named['about'], named['note']].find((text) => typeof text === 'string') ?? '';
      const base = toSlug(words, 40) || 'item';
      let id = base;
      for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
      taken.add(id);
      return { id, ...named };
    });
  }
  if (!isMap(told) || !shape) return told;
  const old = isMap(before) ? before : {};
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => {
      const field = shape[key];
      return [key, field ? nameItems(value, old[key], field) : value];
    }),
  );
}

export interface Completion {
  /** Cited where a statement names no source. */
  fallback: Citation | undefined;
  /** Cited in its place when there is none, so that the rest can be checked; such statements are `missing` their sources. */
  standIn: Citation | undefined;
  /** The place in a source that holds for citations without one. */
  locators: ReadonlyMap<string, string>;
  /** The place of a source that nobody has given one for. */
  noPlace: string;
}

/** Adds sources, their places and the basis `stated` where a submission left them out, and says where there is no source to add. */
export function completeFacts(facts: unknown, completion: Completion): { facts: unknown; missing: Path[] } {
  const missing: Path[] = [];
  const complete = (value: unknown, schema: z.ZodType, path: Path): unknown => {
    const { schema: inner, shape, element } = partsOf(schema);
    if (Array.isArray(value) && element) return value.map((item: unknown, index) => complete(item, element, [...path, index]));
    if (!isMap(value) || !shape) return value;
    if (inner === (citation as z.ZodType))
      return { ...value, locator: value['locator'] ?? completion.locators.get(String(value['id'])) ?? completion.noPlace };
    const entries = Object.entries(value).map(([key, field]) => {
      const known = shape[key];
      return [key, known ? complete(field, known, [...path, key]) : field] as const;
    });
    const completed: Record<string, unknown> = Object.fromEntries(entries);
    const needs = (key: string) =>
      path.length > 0 && completed[key] === undefined && shape[key] !== undefined && !isOptional(shape[key]);
    if (needs('basis')) completed['basis'] = 'stated';
    if (needs('sources')) {
      const cited = completion.fallback ?? completion.standIn;
      if (cited) completed['sources'] = [cited];
      if (!completion.fallback) missing.push([...path, 'sources']);
    }
    return completed;
  };
  return { facts: complete(facts, caseSchema, []), missing };
}

const isOptional = (schema: z.ZodType) => partsOf(schema).schema !== schema;
