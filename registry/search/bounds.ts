/**
 * The facets of a search. Values are ids: ISO alpha-3 codes, concept ids, SDG numbers, evidence strengths; an origin is HERE or the
 * id of a registry that we read.
 */
export const FACETS = [
  'country',
  'challenge',
  'instrument',
  'sector',
  'sdg',
  'level',
  'outcome',
  'evidence',
  'kind',
  'origin',
] as const;
export const HERE = 'here';
export type Facet = (typeof FACETS)[number];

/** Every facet without a value. */
export const noFacets = (): Record<Facet, never[]> =>
  Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as Record<Facet, never[]>;

/** The honest answers to a question: these answer it; these share something with it; nothing is about it yet. */
export const ANSWER_STATES = ['answers', 'near', 'nothing'] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

export const SORTS = ['relevance', 'newest'] as const;

/**
 * Limits of a query: wide enough for people, narrow enough that no address makes a search expensive. `words` is the number of
 * content words that are searched, `lessons` the number shown beside the cases.
 */
export const LIMITS = { q: 200, words: 16, value: 80, values: 20, page: 1000, size: 100, defaultSize: 20, lessons: 3 } as const;
