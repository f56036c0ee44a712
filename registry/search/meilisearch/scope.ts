import { type Facet, FACETS } from '../bounds.ts';
import { toCounts } from '../facet-counts.ts';
import type { SearchPage } from '../page.ts';
import type { SearchQuery } from '../query.ts';
import type { Ask } from './batch.ts';
import type { IndexNames } from './index-names.ts';
import type { Peers } from './peers.ts';
import { facetsInUse, filterOf, type IndexAnswer, type IndexQuery, oneOf } from './index-query.ts';

/** Searching by meaning beside the words, with an embedder of the deployment's choice. Off unless it is configured. */
export interface Hybrid {
  /** The embedder's name in the settings of the indexes. */
  embedder: string;
  /** How much meaning counts beside words: 0 to 1. */
  ratio: number;
  /** The vector of a query, for vectors that are not made by the server. */
  embed?: (q: string) => Promise<number[]>;
}

/** What a query is answered from. */
export interface Scope {
  ask: Ask;
  names: IndexNames;
  query: SearchQuery;
  /** Filters for what phrases leave over. */
  phrases: { cases: string[]; lessons: string[] };
  /** Present when meaning counts beside words. */
  hybrid?: Hybrid | undefined;
  /** Other registries that are searched too. */
  peers: Peers;
}

/** What of an index is looked through. */
export interface IndexScope {
  indexUid: string;
  filter: string[];
}

/** The cases that the reader's choices, but for one facet, and phrases leave over. */
export const casesOf = ({ names, query, phrases }: Scope, except?: Facet): IndexScope => ({
  indexUid: names.cases(query.locale),
  filter: [...filterOf(query.filters, except), ...phrases.cases],
});

/** Their lessons. */
export const lessonsOf = ({ names, query, phrases }: Scope): IndexScope => ({
  indexUid: names.lessons,
  filter: [oneOf('locale', [query.locale]), ...filterOf(query.filters), ...phrases.lessons],
});

/** Documents of an index by their ids. */
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

/** A query for ids, unless said otherwise. */
export const toQuery = (common: Common, more: Partial<IndexQuery> & { limit: number }): IndexQuery => ({
  attributesToRetrieve: ['id'],
  matchingStrategy: 'all',
  ...common,
  ...more,
});

/** The newest first; the id decides between equals, as in every engine. */
export const NEWEST = { sort: ['newest:desc', 'id:asc'] };

export const offsetOf = ({ page, size }: SearchQuery): number => (page - 1) * size;

/** The facets that nothing is chosen in: they are counted where the results are. */
export const otherFacets = ({ filters }: SearchQuery): Facet[] => FACETS.filter((facet) => filters[facet] === undefined);

/** The counts of the facets in use, each without its own choice. */
export async function countInUse(
  { ask, query }: Scope,
  where: (facet: Facet, at: number) => Common,
): Promise<Partial<SearchPage['facets']>> {
  const counted = await Promise.all(
    facetsInUse(query.filters).map(async (facet, at) => {
      const { facetDistribution } = await ask(toQuery(where(facet, at), { limit: 0, facets: [facet] }));
      return [facet, toCounts(Object.entries(facetDistribution?.[facet] ?? {}), query.filters[facet])] as const;
    }),
  );
  return Object.fromEntries(counted);
}

/** The counts that came with an answer. */
export const countsOf = ({ facetDistribution = {} }: IndexAnswer): SearchPage['facets'] =>
  Object.fromEntries(
    FACETS.map((facet) => [facet, toCounts(Object.entries(facetDistribution[facet] ?? {}))]),
  ) as SearchPage['facets'];
