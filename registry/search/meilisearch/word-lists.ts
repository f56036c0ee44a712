import { ENOUGH, FLOOR, fuse, GUESS, type Ranked, type WordResult } from '../fusion.ts';
import type { Ask } from './batch.ts';
import { scoreOf } from './impact.ts';
import { beginningOf, exactly, type IndexAnswer, type IndexQuery, type LookedUp, together } from './index-query.ts';
import type { IndexScope } from './scope.ts';
import { type Meaning, mix } from './semantic.ts';

/** How much is asked for each word: documents that have it, and documents that have a relative of it. */
export interface HitLimits {
  word: number;
  prefixMatches: number;
}

/** What is worth its time: each that comes back costs the server 30 µs, and longer lists answer questions no better (ADR 0013). */
export const CASES: HitLimits = { word: 50, prefixMatches: 25 };

/** A page shows only LIMITS.lessons of them, and those say the word itself. */
export const LESSONS: HitLimits = { word: 10, prefixMatches: 0 };

/** How much a relative of a word counts beside the word itself. Of .4, .5, .6 the last ranks the judged queries best. */
const PREFIX_MATCH_WEIGHT = 0.6;

/** Meilisearch looks at no more words of one query. */
const MAX_TOGETHER = 10;

export interface WordHits extends WordResult {
  /** Some document has the word as it was typed. */
  isThere: boolean;
}

export interface WordLists {
  words: readonly WordHits[];
  /** How many documents the place has. */
  all: number;
  /** How many have every word. */
  having: number;
  /** Those that have every word, when there are too few of them to be a page by themselves. */
  complete: ReadonlySet<string>;
}

/** Looks every word up alone, and all of them together; everything is asked at the same time. */
export async function askWords(ask: Ask, words: readonly LookedUp[], place: IndexScope, limits: HitLimits): Promise<WordLists> {
  const query = (q: string, more: Partial<IndexQuery> = {}): Promise<IndexAnswer> =>
    ask({
      ...place,
      q,
      limit: limits.word,
      attributesToRetrieve: ['id'],
      matchingStrategy: 'all',
      ...more,
    });
  const ranked = (q: string, limit: number) => query(q, { showRankingScore: true, limit });
  const idOf = (hit: Record<string, unknown>) => String(hit['id']);
  const scores = ({ hits }: IndexAnswer, factor = 1) =>
    new Map(hits.map((hit) => [idOf(hit), factor * scoreOf(hit['_rankingScore'] as number)]));
  const askWord = async (word: LookedUp): Promise<WordHits> => {
    const begins = limits.prefixMatches > 0 ? beginningOf(word) : undefined;
    const [exact, begun] = await Promise.all([
      ranked(exactly(word), limits.word),
      begins === undefined ? undefined : ranked(begins, limits.prefixMatches),
    ]);
    const isThere = (exact.estimatedTotalHits ?? 0) > 0;
    const asTyped = scores(exact, word.corrected === undefined ? 1 : GUESS);
    const found = begun ? new Map([...scores(begun, PREFIX_MATCH_WEIGHT), ...asTyped]) : asTyped;
    return { scores: found, having: (begun ?? exact).estimatedTotalHits ?? found.size, isThere };
  };
  const [everything, whole, ...results] = await Promise.all([
    query('', { limit: 0 }),
    query(together(words), { limit: ENOUGH }),
    ...words.map(askWord),
  ]);
  const beyond = results.slice(MAX_TOGETHER);
  const complete = whole.hits.map(idOf).filter((id) => beyond.every((result) => result.scores.has(id)));
  return {
    having: whole.estimatedTotalHits ?? 0,
    words: results.map((result) => fillIn(result, complete)),
    all: everything.estimatedTotalHits ?? 0,
    complete: new Set(complete),
  };
}

/** A document that has every word can be missing from the list of a common one: there it has the score that the list ends with. */
function fillIn({ scores, having, ...rest }: WordHits, complete: readonly string[]): WordHits {
  const least = Math.min(...scores.values());
  const missing = having > scores.size ? complete.filter((id) => !scores.has(id)) : [];
  return { ...rest, scores: new Map([...scores, ...missing.map((id) => [id, least] as const)]), having };
}

/** The documents of the lists, best first, without those that share nothing but a common word with the query. */
export function rankLists({ words, all, complete }: WordLists, meaning?: Meaning): Ranked[] {
  const ranked = fuse(words, all).map((document) => ({ ...document, complete: complete.has(document.id) }));
  const mixed = meaning ? mix(ranked, meaning) : ranked;
  const floor = FLOOR * (mixed[0]?.score ?? 0);
  return mixed.filter(({ score }) => score >= floor);
}
