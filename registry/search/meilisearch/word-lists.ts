import { ENOUGH, FLOOR, fuse, GUESS, type Ranked, type WordResult } from '../fusion.ts';
import type { Ask } from './batch.ts';
import { scoreOf } from './impact.ts';
import { beginning, exactly, type IndexAnswer, type IndexQuery, type LookedUp, together } from './query.ts';

/** Documents asked for each word: with more, the end of the list has the word in passing; fewer lose good answers to questions. */
const LIMIT = 100;

/** Meilisearch looks at no more words of one query. */
const MAX_TOGETHER = 10;

/** What of an index is looked through. */
export interface Place {
  indexUid: string;
  /** The attribute that tells documents apart. */
  idAttribute: string;
  filter: string[];
}

export interface WordLists {
  words: readonly WordResult[];
  /** How many documents the place has. */
  all: number;
  /** Those that have every word, when there are too few of them to be a page by themselves. */
  complete: ReadonlySet<string>;
}

/** Looks every word up alone, and all of them together; everything is asked at the same time. */
export async function askWords(ask: Ask, words: readonly LookedUp[], place: Place, limit = LIMIT): Promise<WordLists> {
  const query = (q: string, more: Partial<IndexQuery> = {}): Promise<IndexAnswer> =>
    ask({
      indexUid: place.indexUid,
      q,
      filter: place.filter,
      limit,
      attributesToRetrieve: [place.idAttribute],
      matchingStrategy: 'all',
      ...more,
    });
  const ranked = (q: string) => query(q, { showRankingScore: true });
  const idOf = (hit: Record<string, unknown>) => String(hit[place.idAttribute]);
  const scores = ({ hits }: IndexAnswer, factor = 1) =>
    new Map(hits.map((hit) => [idOf(hit), factor * scoreOf(hit['_rankingScore'] as number)]));
  const askWord = async (word: LookedUp): Promise<WordResult> => {
    const factor = word.corrected === undefined ? 1 : GUESS;
    const [exact, begun] = await Promise.all([ranked(exactly(word)), word.isPrefix ? ranked(beginning(word)) : undefined]);
    const found = begun ? new Map([...scores(begun, GUESS), ...scores(exact)]) : scores(exact, factor);
    return { scores: found, having: (begun ?? exact).estimatedTotalHits ?? found.size };
  };
  const [everything, whole, ...results] = await Promise.all([
    query('', { limit: 0 }),
    query(together(words), { limit: ENOUGH }),
    ...words.map(askWord),
  ]);
  const beyond = results.slice(MAX_TOGETHER);
  const complete = whole.hits.map(idOf).filter((id) => beyond.every((result) => result.scores.has(id)));
  return {
    words: results.map((result) => fillIn(result, complete)),
    all: everything.estimatedTotalHits ?? 0,
    complete: new Set(complete),
  };
}

/** A document that has every word can be missing from the list of a common one: there it has the score that the list ends with. */
function fillIn({ scores, having }: WordResult, complete: readonly string[]): WordResult {
  const least = Math.min(...scores.values());
  const missing = having > scores.size ? complete.filter((id) => !scores.has(id)) : [];
  return { scores: new Map([...scores, ...missing.map((id) => [id, least] as const)]), having };
}

/** The documents of the lists, best first, without those that share nothing but a common word with the query. */
export function rankLists({ words, all, complete }: WordLists): Ranked[] {
  const ranked = fuse(words, all).map((document) => ({ ...document, complete: complete.has(document.id) }));
  const floor = FLOOR * (ranked[0]?.score ?? 0);
  return ranked.filter(({ score }) => score >= floor);
}
