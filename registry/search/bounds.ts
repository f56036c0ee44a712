/**
 * What results can be narrowed by. Values are ids: ISO alpha-3 codes, concept ids, SDG numbers, evidence strengths; an origin is
 * HERE or the id of a registry that we read.
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

export const SORTS = ['relevance', 'newest'] as const;

/**
 * Bounds of a query: wide enough for people, narrow enough that no address can make a search expensive. `words` is how many
 * are looked for of what was typed, function words aside; `lessons` how many are shown beside the cases.
 */
export const LIMITS = { q: 200, words: 16, value: 80, values: 20, page: 1000, size: 100, defaultSize: 20, lessons: 3 } as const;
