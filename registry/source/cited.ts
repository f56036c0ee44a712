import type { Citation } from '../schema/fields.ts';
import { findSource, type Source } from './source.ts';

/** The sources that a record holds or cites in its front matter: its own first, then shared ones. */
export function citedSources(
  facts: { references?: readonly Source[] | undefined },
  shared: ReadonlyMap<string, Source>,
): Source[] {
  const ids = new Set([...(facts.references ?? []).map(({ id }) => id), ...citationsIn(facts).map(({ id }) => id)]);
  return [...ids].flatMap((id) => findSource(id, facts.references, shared) ?? []);
}

/** Every citation in a record's front matter, in the order of its fields. */
export function citationsIn(value: unknown): Citation[] {
  if (Array.isArray(value)) return value.flatMap(citationsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'sources' ? (inner as Citation[]) : citationsIn(inner)));
}
