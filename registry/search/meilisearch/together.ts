import { LIMITS } from '../bounds.ts';
import type { SearchPage } from '../page.ts';
import type { StoredCase, StoredLesson } from './documents.ts';
import { type LookedUp, together } from './query.ts';
import { casesOf, countInUse, countsOf, lessonsOf, NEWEST, offsetOf, otherFacets, type Scope, toQuery } from './scope.ts';
import { CARD, LESSON, show } from './shown.ts';

/**
 * Cases that have every word, as the server ranks them: one search, with one more for each facet in use and one for lessons.
 * Without words all cases, the newest first.
 */
export async function searchTogether(scope: Scope, words: readonly LookedUp[]): Promise<SearchPage> {
  const { ask, query } = scope;
  const q = together(words);
  const isByDay = query.sort === 'newest' || words.length === 0;
  const [main, inUse, lessons] = await Promise.all([
    ask(
      toQuery(
        { ...casesOf(scope), q },
        {
          limit: query.size,
          offset: offsetOf(query),
          facets: otherFacets(query),
          attributesToRetrieve: CARD,
          showRankingScore: true,
          ...(isByDay ? NEWEST : {}),
        },
      ),
    ),
    countInUse(scope, (facet) => ({ ...casesOf(scope, facet), q })),
    words.length === 0 || query.page > 1
      ? undefined
      : ask(toQuery({ ...lessonsOf(scope), q }, { limit: LIMITS.lessons, attributesToRetrieve: LESSON })),
  ]);
  const hits = main.hits as unknown as (StoredCase & { _rankingScore?: number })[];
  const cases = hits.map((stored) => ({ stored, score: stored._rankingScore ?? 0 }));
  return {
    total: main.estimatedTotalHits ?? 0,
    page: query.page,
    size: query.size,
    ...show(words, () => 1, cases, (lessons?.hits ?? []) as unknown as StoredLesson[]),
    facets: { ...countsOf(main), ...inUse },
    relaxed: false,
  };
}
