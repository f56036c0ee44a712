import { type Facet, FACETS } from '../bounds.ts';
import { toCounts } from '../facet-counts.ts';
import type { SearchPage } from '../page.ts';
import type { ProblemFinder } from '../problem.ts';
import type { SearchQuery } from '../query.ts';
import type { Ask } from './batch.ts';
import type { IndexNames } from './index-names.ts';
import type { Peers } from './peers.ts';
import { facetsInUse, filterOf, type IndexAnswer, type IndexQuery, oneOf } from './index-query.ts';

/** Semantic search beside words, with the deployment's embedder. Off unless configured. */
export interface Hybrid {
  /** The embedder's name in the index settings. */
  embedder: string;
  /** The weight of semantic results beside words: 0 to 1. */
  ratio: number;
  /** Computes the vector of a query when the server does not. */
  embed?: (q: string) => Promise<number[]>;
}

/** A page before it is said how honest an answer it is. */
export type AnsweredPage = Omit<SearchPage, 'state' | 'missing' | 'shared' | 'problems'>;

/** The query with everything needed to answer it. */
export interface Scope {
  ask: Ask;
  names: IndexNames;
  query: SearchQuery;
  /** Filters for the quoted phrases. */
  phrases: { cases: string[]; lessons: string[]; isGivenUp: boolean };
  /** Present when semantic search is on. */
  hybrid?: Hybrid | undefined;
  /** Other registries to search. */
  peers: Peers;
  /** What questions may be about. */
  problems: ProblemFinder;
}

/** An index and the filters for it. */
export interface IndexScope {
  indexUid: string;
  filter: string[];
}

/** Index and filters for cases that match the facets (optionally ignoring one) and quoted phrases. */
export const casesOf = ({ names, query, phrases }: Scope, except?: Facet): IndexScope => ({
  indexUid: names.cases(query.locale),
  filter: [...filterOf(query.filters, except), ...phrases.cases],
});

/** Index and filters for the lessons of those cases. */
export const lessonsOf = ({ names, query, phrases }: Scope): IndexScope => ({
  indexUid: names.lessons,
  filter: [oneOf('locale', [query.locale]), ...filterOf(query.filters), ...phrases.lessons],
});

/** Index and filter for documents by id. */
export const documentsById = (indexUid: string, documents: readonly { id: string }[]): IndexScope & { q: '' } => ({
  indexUid,
  q: '',
  filter: [
    oneOf(
      'id',
      documents.map(({ id }) => id),
    ),
  ],
});

export type Common = Pick<IndexQuery, 'indexUid' | 'filter' | 'q'>;

/** A query for ids by default. */
export const toQuery = (common: Common, more: Partial<IndexQuery> & { limit: number }): IndexQuery => ({
  attributesToRetrieve: ['id'],
  matchingStrategy: 'all',
  ...common,
  ...more,
});

/** Newest first; ties are broken by id, as in every engine. */
export const NEWEST = { sort: ['newest:desc', 'id:asc'] };

export const offsetOf = ({ page, size }: SearchQuery): number => (page - 1) * size;

/** Facets without a choice: they are counted with the results. */
export const otherFacets = ({ filters }: SearchQuery): Facet[] => FACETS.filter((facet) => filters[facet] === undefined);

/** The counts of the facets in use, each without its own choice. */
export async function countInUse({ ask, query }: Scope, where: (facet: Facet) => Common): Promise<Partial<SearchPage['facets']>> {
  const counted = await Promise.all(
    facetsInUse(query.filters).map(async (facet) => {
      const { facetDistribution } = await ask(toQuery(where(facet), { limit: 0, facets: [facet] }));
      return [facet, toCounts(Object.entries(facetDistribution?.[facet] ?? {}), query.filters[facet])] as const;
    }),
  );
  return Object.fromEntries(counted);
}

/** The counts in an answer. */
export const countsOf = ({ facetDistribution = {} }: IndexAnswer): SearchPage['facets'] =>
  Object.fromEntries(
    FACETS.map((facet) => [facet, toCounts(Object.entries(facetDistribution[facet] ?? {}))]),
  ) as SearchPage['facets'];
