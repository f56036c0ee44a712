import type * as z from 'zod';
import { caseSchema, type Citation } from '../../case/schema.ts';
import { citation } from '../../schema/fields.ts';
import { isMap, mapWithSchema, partsOf, type Path } from '../../schema/walk.ts';
import { toSlug } from './case-id.ts';

/** Gives an id to every list item that needs one: the first words of its text, unique also against `before`. */
export const nameItems = (submitted: unknown, before: unknown, schema: z.ZodType = caseSchema): unknown =>
  mapWithSchema(
    submitted,
    schema,
    ({ beside, meta }, inside) => {
      const named = inside();
      if (meta?.key !== 'id' || !Array.isArray(named)) return named;
      const items = named as unknown[];
      const taken = new Set([...items, ...(Array.isArray(beside) ? (beside as unknown[]) : [])].map(idOf));
      return items.map((item) => {
        if (!isMap(item) || idOf(item) !== undefined) return item;
        const words = [item['text'], item['about'], item['note']].find((text) => typeof text === 'string') ?? '';
        const base = toSlug(words, 40) || 'item';
        let id = base;
        for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
        taken.add(id);
        return { id, ...item };
      });
    },
    before,
  );

const idOf = (item: unknown) => (isMap(item) && typeof item['id'] === 'string' ? item['id'] : undefined);

export interface Completion {
  /** Cited where a statement names no source. */
  fallback: Citation | undefined;
  /**
   * Cited when there is no fallback, so that the rest can be checked; such statements are reported as `missing` their sources.
   */
  placeholder: Citation | undefined;
  /** The default place in each source, for citations without one. */
  locators: ReadonlyMap<string, string>;
  /** The place for sources without a stated one. */
  noPlace: string;
}

/** Adds omitted sources, places and the basis `stated`, and reports statements for which no source can be added. */
export function completeFacts(facts: unknown, completion: Completion): { facts: unknown; missing: Path[] } {
  const missing: Path[] = [];
  const completed = mapWithSchema(facts, caseSchema, ({ value, path, schema, shape }, inside) => {
    if (!isMap(value) || !shape) return inside();
    if (schema === (citation as z.ZodType))
      return { ...value, locator: value['locator'] ?? completion.locators.get(String(value['id'])) ?? completion.noPlace };
    const given = inside() as Record<string, unknown>;
    const needs = (key: string) =>
      path.length > 0 && given[key] === undefined && shape[key] !== undefined && !partsOf(shape[key]).isOptional;
    if (needs('basis')) given['basis'] = 'stated';
    if (needs('sources')) {
      const cited = completion.fallback ?? completion.placeholder;
      if (cited) given['sources'] = [cited];
      if (!completion.fallback) missing.push([...path, 'sources']);
    }
    return given;
  });
  return { facts: completed, missing };
}
