import type { Settings } from 'meilisearch';
import { FACETS } from '../bounds.ts';
import { LADDER } from './impact.ts';

/** All settings of the indexes with their reasons. Measurements are from Meilisearch 1.50. */
const ladder: Settings = {
  // Only the ladder is searched: the texts of an entry are stored for display, and searching them too would find the same.
  searchableAttributes: [...LADDER],
  // The rung is the only ranking criterion. `typo`, `proximity` and `exactness` would compare stems, which is meaningless;
  // `sort` is for lists without words and for `newest`. There is no `words` rule: each word is queried alone, and all together
  // with strategy `all`.
  rankingRules: ['sort', 'attributeRank'],
  // An existing word is never corrected (permanent fuzziness costs 4 to 11 points of MRR): the index of words does corrections.
  typoTolerance: { enabled: false },
  // Neighbouring stems mean nothing on a ladder, and word pairs are most of the cost of indexing (21 s against 9 s for 10,000
  // documents). Phrases are searched in the texts.
  proximityPrecision: 'byAttribute',
  faceting: {
    // More than the number of countries; nobody scrolls further.
    maxValuesPerFacet: 300,
    sortFacetValuesBy: { '*': 'count' },
  },
  // Every page that a query may request (LIMITS.page × LIMITS.size); costs only those who request them.
  pagination: { maxTotalHits: 100_000 },
  // A late answer is worse than one with fewer hits; our fallback waits no longer either.
  searchCutoffMs: 1500,
};

const filterable = (...names: string[]) => ({
  attributePatterns: names,
  // Values are ids and compared whole: no facet search, no range comparison.
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
});

/** Settings of a locale's index of cases. */
export const caseSettings: Settings = {
  ...ladder,
  filterableAttributes: [filterable(...FACETS, 'id')],
  // In the server's own order: it sorts them.
  sortableAttributes: ['id', 'newest'],
  displayedAttributes: ['id', 'digest', 'card', 'lessons', 'names', 'concepts', 'others', 'body'],
};

/** Settings of the index of lessons. */
export const lessonSettings: Settings = {
  ...ladder,
  filterableAttributes: [filterable(...FACETS, 'id', 'case', 'locale', 'lessonKind')],
  displayedAttributes: ['id', 'digest', 'case', 'lesson', 'lessonKind', 'text', 'language', 'title'],
};

/** Settings of the index of words, which uses only the engine's typo tolerance. */
export const wordSettings: Settings = {
  searchableAttributes: ['word'],
  displayedAttributes: ['word', 'shown'],
  rankingRules: ['typo', 'exactness', 'count:desc'],
  typoTolerance: {
    enabled: true,
    // One mistake from 6 letters, never two: in shorter words another letter makes another word ("litio" and "sitio"). Numbers
    // are never corrected.
    minWordSizeForTypos: { oneTypo: 6, twoTypos: 255 },
    disableOnNumbers: true,
  },
  // The word is complete: a longer word is not a correction of it.
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
  searchCutoffMs: 500,
};
