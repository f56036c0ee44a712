import type { SearchDocument } from './document.ts';
import type { FacetCount, SearchPage } from './page.ts';
import { type Facet, FACETS } from './bounds.ts';
import type { Filters } from './query.ts';

/** Whether a document has one of the chosen values of every facet, or of every facet but one. */
export function passes(facets: SearchDocument['facets'], filters: Filters, except?: Facet): boolean {
  return FACETS.every((name) => {
    const chosen = filters[name];
    return name === except || chosen === undefined || facets[name].some((value) => chosen.includes(value));
  });
}

/**
 * Facet counts over all documents that match the words: each facet under the choices in the others, chosen values always
 * listed.
 */
export function countFacets(documents: readonly SearchDocument[], filters: Filters): SearchPage['facets'] {
  return Object.fromEntries(FACETS.map((name) => [name, countFacet(documents, filters, name)])) as SearchPage['facets'];
}

function countFacet(documents: readonly SearchDocument[], filters: Filters, name: Facet): FacetCount[] {
  const counts = new Map<string, number>();
  for (const { facets } of documents) {
    if (!passes(facets, filters, name)) continue;
    for (const value of facets[name]) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return toCounts(counts, filters[name]);
}

/** Counts as a list, most frequent first; includes chosen values with a count of zero. */
export function toCounts(counts: Iterable<readonly [string, number]>, chosen: readonly string[] = []): FacetCount[] {
  const all = new Map([...chosen.map((value) => [value, 0] as const), ...counts]);
  return [...all]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
