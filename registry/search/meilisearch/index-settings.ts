import type { Settings } from 'meilisearch';
import { FACETS } from '../bounds.ts';
import { LADDER } from './impact.ts';

/** Every choice that the indexes are made with, and why. What was measured was measured on Meilisearch 1.50. */
const ladder: Settings = {
  // Only the ladder is searched: an entry's texts are kept to be shown, and looking through them again would find the same.
  searchableAttributes: [...LADDER],
  // The rung is all that ranks. `typo`, `proximity` and `exactness` would compare stems, which says nothing; `sort` serves lists
  // without words and `newest`. There is no `words` rule: every word is asked for alone, and all together with strategy `all`.
  rankingRules: ['sort', 'attributeRank'],
  // A word that exists is never read as another (always-on fuzziness costs 4 to 11 points of MRR): the index of words corrects.
  typoTolerance: { enabled: false },
  // Which stems stand next to each other means nothing on a ladder, and pairs of words are most of what indexing costs
  // (21 s against 9 s for 10,000 documents). Phrases are looked for in the texts.
  proximityPrecision: 'byAttribute',
  faceting: {
    // More than there are countries; nobody scrolls further.
    maxValuesPerFacet: 300,
    sortFacetValuesBy: { '*': 'count' },
  },
  // Every page that a query may ask for (LIMITS.page × LIMITS.size). It costs only those who ask.
  pagination: { maxTotalHits: 100_000 },
  // An answer that is late is worse than one with fewer hits; our own fallback waits no longer either.
  searchCutoffMs: 1500,
};

const filterable = (...names: string[]) => ({
  attributePatterns: names,
  // Values are ids, compared whole: no search among values, no greater and less.
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
});

/** Settings of the index of a locale's cases. */
export const caseSettings: Settings = {
  ...ladder,
  filterableAttributes: [filterable(...FACETS, 'id')],
  // In the order in which the server gives them back: it sorts them.
  sortableAttributes: ['id', 'newest'],
  displayedAttributes: ['id', 'digest', 'card', 'lessons', 'names', 'labels', 'body'],
};

/** Settings of the index of lessons. */
export const lessonSettings: Settings = {
  ...ladder,
  filterableAttributes: [filterable(...FACETS, 'id', 'case', 'locale')],
  displayedAttributes: ['id', 'digest', 'case', 'lesson', 'lessonKind', 'text', 'language', 'title'],
};

/** Settings of the index of words, where the engine's strength is used alone: finding the nearest word. */
export const wordSettings: Settings = {
  searchableAttributes: ['word'],
  displayedAttributes: ['word', 'shown'],
  rankingRules: ['typo', 'exactness', 'count:desc'],
  typoTolerance: {
    enabled: true,
    // One mistake from 4 letters, two from 8; shorter words are codes (BNDES, LATU, INTI), where a letter makes another name.
    // Numbers are never misspelt, they are others.
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
    disableOnNumbers: true,
  },
  // The word is whole: what begins like it is no correction of it.
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
  searchCutoffMs: 500,
};
