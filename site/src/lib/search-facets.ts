import type { StringKey } from '#registry/locale/locale.ts';
import type { CaseView } from '#registry/case/record.ts';
import type { Facet as FilterName } from '#registry/search/bounds.ts';
import type { Context } from './context.ts';
import { facets, facetValues, type BrowseFacet, type FacetValue } from './facets.ts';

const more: Record<string, BrowseFacet> = Object.fromEntries(
  (
    [
      [
        'evidence',
        'evidence-strength',
        ({ facts }) => [...new Set(facts.verdicts.map(({ evidence }) => String(evidence.strength)))],
      ],
      ['kind', 'kinds', ({ facts }) => [facts.kind]],
    ] satisfies [string, string, (view: CaseView) => string[]][]
  ).map(([filter, vocabulary, values]) => [
    filter,
    {
      segment: filter,
      filter,
      title: `facet.${filter}` as StringKey,
      intro: `facet.${filter}` as StringKey,
      values,
      vocabulary,
      label: (value, context) =>
        filter === 'evidence' ? `${value}. ${context.label(vocabulary, value)}` : context.label(vocabulary, value),
    },
  ]),
);

/** The filters of the search page: their labels, and their values with the number of cases. */
export function searchFacets(names: readonly FilterName[], context: Context) {
  const order: FilterName[] = ['outcome', 'challenge', 'country', 'instrument', 'sector', 'level', 'evidence', 'sdg', 'kind'];
  return [...names]
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name) => {
      const facet = facets.find(({ filter }) => filter === name) ?? more[name]!;
      const values = mostFirst(facetValues(facet, context)).map(({ value, label, views, area }) => ({
        value: facet.filterValue?.(value) ?? value,
        label,
        count: views.length,
        isInside: area !== undefined,
      }));
      return { facet: name, title: context.t(facet.title), values };
    })
    .filter(({ values }) => values.length > 1);
}

/** Values with most cases first; an area before its own values, which come in the same order below it. */
function mostFirst(values: readonly FacetValue[]): FacetValue[] {
  const most = (a: FacetValue, b: FacetValue) => b.views.length - a.views.length;
  const inside = Map.groupBy(values, ({ area }) => area);
  return (inside.get(undefined) ?? []).toSorted(most).flatMap((top) => [top, ...(inside.get(top.value) ?? []).toSorted(most)]);
}
