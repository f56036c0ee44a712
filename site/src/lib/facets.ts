import { CASE_FACETS, type CaseFacet } from '#registry/case/facets.ts';
import { labName } from '#registry/lab/record.ts';
import type { StringKey } from '#registry/locale/locale.ts';
import type { CaseView } from '#registry/case/record.ts';
import type { MethodView } from '#registry/method/record.ts';
import { UNSORTED } from '#registry/vocabulary/unsorted.ts';
import { distance, REGION } from '#registry/country/region.ts';
import type { SessionView } from '#registry/session/record.ts';
import { narrowerOf } from '#registry/vocabulary/levels.ts';
import type { Context } from './context.ts';
import { perContext } from './per-context.ts';

/** A way to browse: the URL segment, the matching search filter, and the values of a case. */
export interface BrowseFacet {
  segment: string;
  filter: CaseFacet | undefined;
  title: StringKey;
  intro: StringKey;
  values: (view: CaseView, context: Context) => readonly string[];
  label: (value: string, context: Context) => string;
  definition?: (value: string, context: Context) => string | undefined;
  /** The value in the search filter. */
  filterValue?: (value: string) => string;
  /** Values in the vocabulary's order; other values by label. */
  vocabulary?: string;
}

/** A facet of searches, whose values are concepts of the vocabulary that is called as its segment. */
const byVocabulary = (segment: string, filter: CaseFacet): BrowseFacet => ({
  segment,
  filter,
  title: `facet.${segment}` as StringKey,
  intro: `facet.${segment}.intro` as StringKey,
  values: ({ facts }, { registry }) => CASE_FACETS[filter](facts, registry),
  vocabulary: segment,
  label: (value, context) => context.label(segment, value),
  definition: (value, context) => context.definition(segment, value),
});

export const facets: BrowseFacet[] = [
  byVocabulary('challenges', 'challenge'),
  {
    segment: 'countries',
    filter: 'country',
    title: 'facet.countries',
    intro: 'facet.countries.intro',
    values: ({ facts }) => CASE_FACETS.country(facts).map((code) => code.toLowerCase()),
    filterValue: (value) => value.toUpperCase(),
    label: (value, context) => context.country(value.toUpperCase()),
  },
  byVocabulary('instruments', 'instrument'),
  byVocabulary('outcomes', 'outcome'),
  byVocabulary('sectors', 'sector'),
  {
    ...byVocabulary('sdgs', 'sdg'),
    label: (value, context) => `${value}. ${context.label('sdgs', value)}`,
  },
  byVocabulary('levels', 'level'),
  {
    segment: 'kinds',
    filter: 'kind',
    title: 'facet.kinds',
    intro: 'facet.kinds.intro',
    values: ({ facts }) => CASE_FACETS.kind(facts),
    label: (value, context) => context.label('kinds', value),
    definition: (value, context) => context.definition('kinds', value),
  },
  {
    segment: 'labs',
    filter: undefined,
    title: 'facet.labs',
    intro: 'facet.labs.intro',
    values: ({ facts }) => [...new Set([facts.steward, ...facts.actors.flatMap(({ lab }) => lab ?? [])])],
    label: (value, context) => labName(context.registry, value),
  },
];

export interface FacetValue {
  value: string;
  label: string;
  views: CaseView[];
  /** Whether it is an area, with the cases of all narrower values. */
  isArea: boolean;
  /** Its area. */
  area: string | undefined;
}

/** The facet whose pages have this segment in their address. */
export const facetOf = (segment: string): BrowseFacet => facets.find((facet) => facet.segment === segment)!;

/** The values of a facet that have cases, each with its cases: in the vocabulary's order, otherwise by label. */
export const facetValues = perContext(findValues);
function findValues(context: Context, facet: BrowseFacet): readonly FacetValue[] {
  const byValue = Map.groupBy(
    context.views().flatMap((view) => facet.values(view, context).map((value) => ({ value, view }))),
    ({ value }) => value,
  );
  const vocabulary = facet.vocabulary === undefined ? undefined : context.registry.vocabularies.get(facet.vocabulary);
  const values = [...byValue].map(([value, entries]) => ({
    value,
    label: facet.label(value, context),
    views: entries.map(({ view }) => view),
    isArea: narrowerOf(vocabulary, value).length > 0,
    area: vocabulary?.concepts.get(value)?.broader,
  }));
  const order = facet.vocabulary ? [...(vocabulary?.concepts.keys() ?? [])] : undefined;
  return values.toSorted((a, b) => (order ? order.indexOf(a.value) - order.indexOf(b.value) : context.compare(a.label, b.label)));
}

/** Every value that a facet can have, with cases or not: what its vocabulary has, the countries of the region, the labs of the registry. */
export function allValues(context: Context, facet: BrowseFacet): string[] {
  const found = facetValues(context, facet).map(({ value }) => value);
  const known =
    facet.segment === 'countries'
      ? [...REGION.keys()].map((code) => code.toLowerCase())
      : facet.segment === 'labs'
        ? [...context.registry.labs.keys()]
        : [...(context.registry.vocabularies.get(facet.vocabulary ?? '')?.concepts.keys() ?? [])].filter((id) => id !== UNSORTED);
  return [...new Set([...found, ...known])];
}

/** The values with cases that stand nearest to one without: by distance, in the same area, or with the most cases. */
export function nearestValues(context: Context, facet: BrowseFacet, value: string): FacetValue[] {
  const values = facetValues(context, facet).filter(({ isArea }) => !isArea);
  if (facet.segment === 'countries') {
    const away = (other: string) => distance(value.toUpperCase(), other.toUpperCase()) ?? Infinity;
    return values.toSorted((a, b) => away(a.value) - away(b.value)).slice(0, 4);
  }
  const area = context.registry.vocabularies.get(facet.vocabulary ?? '')?.concepts.get(value)?.broader;
  const beside = values.filter((other) => area !== undefined && other.area === area);
  return (beside.length > 0 ? beside : values).toSorted((a, b) => b.views.length - a.views.length).slice(0, 4);
}

/** Some cases of values that stand near to one without. */
export const casesNear = (near: readonly FacetValue[]): CaseView[] =>
  [...new Map(near.flatMap(({ views }) => views.slice(0, 2)).map((view) => [view.id, view])).values()].slice(0, 5);

/** Cases by country, those of several countries last. */
export const byCountry = perContext((context): readonly CaseView[] =>
  context
    .views()
    .map((view) => ({ view, country: isOfSeveral(view) ? undefined : context.country(view.facts.places[0]!.country) }))
    .toSorted(
      (a, b) =>
        Number(a.country === undefined) - Number(b.country === undefined) ||
        context.compare(a.country ?? '', b.country ?? '') ||
        context.compare(a.view.facts.title, b.view.facts.title),
    )
    .map(({ view }) => view),
);

export const isOfSeveral = ({ facts }: CaseView): boolean => new Set(facts.places.map(({ country }) => country)).size > 1;

/** Values under the areas that they belong to, in order; values of a vocabulary with one level are one group. */
export function inAreas(values: readonly FacetValue[]): { area: FacetValue | undefined; values: readonly FacetValue[] }[] {
  const groups = Map.groupBy(
    values.filter(({ isArea }) => !isArea),
    ({ area }) => area,
  );
  return [...groups].map(([id, inside]) => ({ area: values.find(({ value }) => value === id), values: inside }));
}

/** Newest first: by the day the record was last changed, then by title. */
export const byFreshness =
  (context: Context) => (a: CaseView | MethodView | SessionView, b: CaseView | MethodView | SessionView) =>
    context.modified(b).localeCompare(context.modified(a)) || context.compare(a.facts.title, b.facts.title);
