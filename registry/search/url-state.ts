import { FACETS, LIMITS, SORTS } from './bounds.ts';
import type { Filters, SearchQuery } from './query.ts';

/** What the address of the search page may say. */
export const QUERY_KEYS: readonly string[] = [...FACETS, 'q', 'asTyped', 'page', 'size', 'sort'];

/** The query of an address. Never fails: unknown keys are ignored, numbers clamped, long or repeated values dropped. */
export function readQuery(params: URLSearchParams, locale: string): SearchQuery {
  const filters: Filters = {};
  for (const facet of FACETS) {
    const values = [...new Set(params.getAll(facet))].filter((value) => value.length > 0 && value.length <= LIMITS.value);
    if (values.length > 0) filters[facet] = values.slice(0, LIMITS.values);
  }
  return {
    q: (params.get('q') ?? '').slice(0, LIMITS.q).toWellFormed(),
    ...(params.get('asTyped') === 'true' ? { asTyped: true } : {}),
    locale,
    filters,
    page: readNumber(params.get('page'), 1, LIMITS.page),
    size: readNumber(params.get('size'), LIMITS.defaultSize, LIMITS.size),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'relevance',
  };
}

/** The shortest address for a query: what has its default value is left out, and so is the locale, which is in the path. */
export function writeQuery({ q, asTyped, filters, page, size, sort }: SearchQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (asTyped) params.set('asTyped', 'true');
  for (const facet of FACETS) for (const value of filters[facet] ?? []) params.append(facet, value);
  if (sort !== 'relevance') params.set('sort', sort);
  if (size !== LIMITS.defaultSize) params.set('size', String(size));
  if (page !== 1) params.set('page', String(page));
  return params;
}

function readNumber(written: string | null, fallback: number, max: number): number {
  if (written === null || !/^\d+$/.test(written)) return fallback;
  return Math.min(max, Math.max(1, Number(written)));
}
