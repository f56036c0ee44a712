import { LIMITS } from '../bounds.ts';
import type { SearchQuery } from '../query.ts';
import type { Sought } from '../standing.ts';
import type { StoredCase, StoredLesson } from './documents.ts';
import { askedIn, CARD, LESSON, rankByProximity, READ, prepareMarks, show } from './hits.ts';
import { type LookedUp, together } from './index-query.ts';
import { judgeCases, type Judged } from './judged.ts';
import {
  type AnsweredPage,
  casesOf,
  countInUse,
  countsOf,
  lessonsOf,
  NEWEST,
  offsetOf,
  otherFacets,
  type Scope,
  toQuery,
} from './scope.ts';

/** The part of a list that a query asks for. */
export const pageOf = <Item>(items: readonly Item[], query: SearchQuery) =>
  items.slice(offsetOf(query), offsetOf(query) + query.size);

/**
 * Cases with every word, in the server's ranking: one search, plus one for each facet in use and one for lessons. Without
 * words, all cases, newest first.
 */
export async function searchAllWords(scope: Scope, words: readonly LookedUp[]): Promise<AllWords> {
  const { ask, query } = scope;
  const q = together(words);
  const isByDay = query.sort === 'newest' || words.length === 0;
  const isNearFirst = !isByDay && words.length > 1 && offsetOf(query) < READ;
  const [main, inUse, lessons] = await Promise.all([
    ask(
      toQuery(
        { ...casesOf(scope), q },
        {
          ...(isNearFirst
            ? { limit: Math.max(READ, offsetOf(query) + query.size) }
            : { limit: query.size, offset: offsetOf(query) }),
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
  const sought = prepareMarks(
    words,
    words.map(() => 1),
  );
  const hits = main.hits as unknown as (StoredCase & { _rankingScore?: number })[];
  const ranked = hits.map((stored) => ({ stored, score: stored._rankingScore ?? 0 }));
  const asked = askedIn(sought, query.q, () => true);
  const cases = isNearFirst ? pageOf([...rankByProximity(ranked.slice(0, READ), sought), ...ranked.slice(READ)], query) : ranked;
  return {
    page: {
      total: main.estimatedTotalHits ?? 0,
      page: query.page,
      size: query.size,
      ...show(sought, asked, cases, (lessons?.hits ?? []) as unknown as StoredLesson[], scope),
      facets: { ...countsOf(main), ...inUse },
      relaxed: false,
    },
    first: hits.slice(0, READ),
    asked,
  };
}

/** A page, its first cases as they are stored, and the words that every case of it has. */
export interface AllWords {
  page: AnsweredPage;
  first: readonly StoredCase[];
  asked: Sought;
}

/** Judges the first page of cases that have every word: how rare each is nobody asked, and nothing hangs on it. */
export const judgeAllWords = (scope: Scope, words: readonly LookedUp[], { first, asked, page: { total } }: AllWords): Judged =>
  judgeCases(scope, words, {
    ranked: first.map(({ id }) => ({ id, score: 0, complete: true, share: 1 })),
    stored: first,
    having: words.map(() => total),
    all: RARE * total,
    asked,
  });

/** Of so many cases one would be among those that have the words. */
const RARE = 50;
