import type { Facet as FilterName } from '#registry/search/bounds.ts';
import type { Foreign } from '#registry/federation/foreign.ts';
import { foreignViews } from '#registry/federation/foreign-document.ts';
import { HERE } from '#registry/search/bounds.ts';
import type { Context } from './context.ts';
import { facets, facetValues, type BrowseFacet, type FacetValue } from './facets.ts';

/** What is filtered by on the search page alone. */
const evidence: BrowseFacet = {
  segment: 'evidence',
  filter: 'evidence',
  title: 'facet.evidence',
  intro: 'facet.evidence',
  values: ({ facts }) => [...new Set(facts.verdicts.map(({ evidence: { strength } }) => String(strength)))],
  vocabulary: 'evidence-strength',
  label: (value, context) => `${value}. ${context.label('evidence-strength', value)}`,
};

/** Where cases are from: ours, and those of each registry that we read. */
function origins(context: Context, foreign: readonly Foreign[]) {
  const others = foreign.map(({ peer, items }) => ({
    ...{ value: peer.id, label: peer.name, count: items.filter(({ isListed }) => isListed).length, isInside: false },
  }));
  const own = {
    value: HERE,
    label: context.registry.name,
    count: context.views().length + context.methods().length,
    isInside: false,
  };
  return {
    facet: 'origin' as const,
    title: context.t('facet.origin'),
    values: [own, ...others.filter(({ count }) => count > 0)],
  };
}

/** The filters of the search page: what each is called, and its values with how many cases each has, ours and others'. */
export function searchFacets(names: readonly FilterName[], own: Context, foreign: readonly Foreign[]) {
  const views = [...own.views(), ...foreignViews(foreign, own.locale.id).map(({ view }) => view)];
  const context: Context = { ...own, views: () => views };
  const order: FilterName[] = [
    'outcome',
    'challenge',
    'country',
    'origin',
    'instrument',
    'sector',
    'level',
    'evidence',
    'sdg',
    'kind',
  ];
  return [...names]
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name) => {
      if (name === 'origin') return origins(own, foreign);
      const facet = [...facets, evidence].find(({ filter }) => filter === name)!;
      const values = mostFirst(facetValues(context, facet)).map(({ value, label, views, area }) => ({
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
