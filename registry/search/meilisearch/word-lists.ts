import { ENOUGH, FLOOR, fuse, GUESS, type Ranked } from '../fusion.ts';
import type { Ask } from './batch.ts';
import { scoreOf } from './impact.ts';
import { beginningOf, exactly, type IndexAnswer, type IndexQuery, type LookedUp, together } from './index-query.ts';
import type { IndexScope } from './scope.ts';
import { type Meaning, mix } from './semantic.ts';

/** Hit limits per query word: exact stem, and prefix matches. */
export interface HitLimits {
  word: number;
  prefixMatches: number;
}

/** Each returned document costs the server 30 µs, and longer lists do not answer questions better (ADR 0013). */
export const CASES: HitLimits = { word: 50, prefixMatches: 25 };

/** A page shows only LIMITS.lessons of them, and those contain the word itself. */
export const LESSONS: HitLimits = { word: 10, prefixMatches: 0 };

/** Weight of a prefix match beside the word itself. Of .4, .5 and .6 the last ranks the judged queries best. */
const PREFIX_MATCH_WEIGHT = 0.6;

/** The most words of one query that Meilisearch considers. */
const MAX_TOGETHER = 10;

export interface WordHits {
  /** The scores of the returned documents, which may be only the best ones. */
  scores: ReadonlyMap<string, number>;
  /** The number of documents with the word. */
  having: number;
  /** How many documents have the word as typed. */
  asTyped: number;
}

export interface WordLists {
  words: readonly WordHits[];
  /** The number of documents in the scope. */
  all: number;
  /** The number of documents with every word. */
  having: number;
  /** Documents with every word, when they are too few for a page of their own. */
  complete: ReadonlySet<string>;
}

/** Looks up every word alone, and all of them together; all queries are sent at the same time. */
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
    const typed = scores(exact, word.corrected === undefined ? 1 : GUESS);
    const found = begun ? new Map([...scores(begun, PREFIX_MATCH_WEIGHT), ...typed]) : typed;
    return {
      scores: found,
      having: (begun ?? exact).estimatedTotalHits ?? found.size,
      asTyped: exact.estimatedTotalHits ?? typed.size,
    };
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

/** A document with every word may be missing from the list of a common word; it gets the lowest score of that list. */
function fillIn({ scores, having, ...rest }: WordHits, complete: readonly string[]): WordHits {
  const least = Math.min(...scores.values());
  const missing = having > scores.size ? complete.filter((id) => !scores.has(id)) : [];
  return { ...rest, scores: new Map([...scores, ...missing.map((id) => [id, least] as const)]), having };
}

/** The documents of the lists, best first, without those that match only a common word. */
export function rankLists({ words, all, complete }: WordLists, meaning?: Meaning): Ranked[] {
  const ranked = fuseById(words, all).map((document) => ({ ...document, complete: complete.has(document.id) }));
  const mixed = meaning ? mix(ranked, meaning) : ranked;
  const floor = FLOOR * (mixed[0]?.score ?? 0);
  return mixed.filter(({ score }) => score >= floor);
}

/** Documents get numbers in the order of their ids, by which they are ranked. */
function fuseById(words: readonly WordHits[], all: number): Ranked[] {
  const ids = [...new Set(words.flatMap(({ scores }) => [...scores.keys()]))].toSorted();
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const found = words.map(({ scores, having }) => {
    const roots = new Float64Array(ids.length);
    for (const [id, score] of scores) roots[numbers.get(id)!] = Math.sqrt(score);
    return { numbers: Array.from(scores.keys(), (id) => numbers.get(id)!), roots, having };
  });
  return fuse(found, all, ids.length).map(({ number, ...match }) => ({ id: ids[number]!, ...match }));
}
