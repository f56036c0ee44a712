import { type Facet, FACETS } from './bounds.ts';
import type { FacetColumn, FacetColumns } from './index-source.ts';
import type { FacetCount, SearchPage } from './page.ts';
import type { Filters } from './query.ts';

/** Says which of the records have one of the chosen values of every facet, or of every facet but one. */
export function chosenRecords(
  columns: FacetColumns,
  filters: Filters,
  count: number,
): (number: number, except?: Facet) => boolean {
  const chosen = FACETS.flatMap((facet) =>
    filters[facet] ? [{ facet, has: having(columns[facet], filters[facet], count) }] : [],
  );
  return (number, except) => chosen.every(({ facet, has }) => facet === except || has[number] === 1);
}

/** By the number of a record, 1 if it has one of some values of a facet. */
function having({ values, records }: FacetColumn, wanted: readonly string[], count: number): Uint8Array {
  const has = new Uint8Array(count);
  for (const [at, value] of values.entries()) {
    if (!wanted.includes(value)) continue;
    const of = records[at]!;
    for (let each = 0; each < of.length; each++) has[of[each]!] = 1;
  }
  return has;
}

/**
 * Facet counts over all records that match the words: each facet under the choices in the others, chosen values always
 * listed.
 */
export function countFacets(
  columns: FacetColumns,
  matching: readonly number[],
  filters: Filters,
  count: number,
): SearchPage['facets'] {
  const isChosen = chosenRecords(columns, filters, count);
  const among = (except?: Facet) => {
    const has = new Uint8Array(count);
    for (const number of matching) if (isChosen(number, except)) has[number] = 1;
    return has;
  };
  const all = among();
  const countFacet = (facet: Facet): FacetCount[] => {
    const { values, records } = columns[facet];
    const counted = filters[facet] ? among(facet) : all;
    const counts = values.map((value, at): [string, number] => [value, countIn(records[at]!, counted)]);
    return toCounts(
      counts.filter(([, times]) => times > 0),
      filters[facet],
    );
  };
  return Object.fromEntries(FACETS.map((facet) => [facet, countFacet(facet)])) as SearchPage['facets'];
}

function countIn(records: ArrayLike<number>, has: Uint8Array): number {
  let times = 0;
  for (let at = 0; at < records.length; at++) times += has[records[at]!]!;
  return times;
}

/** Counts as a list, most frequent first; includes chosen values with a count of zero. */
export function toCounts(counts: Iterable<readonly [string, number]>, chosen: readonly string[] = []): FacetCount[] {
  const all = new Map([...chosen.map((value) => [value, 0] as const), ...counts]);
  return [...all]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
