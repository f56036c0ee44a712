import type { Ranked } from '../fusion.ts';
import type { Ask } from './batch.ts';
import { type Hybrid, type IndexScope, toQuery } from './scope.ts';

/** Semantic similarity of documents to a query, by id. */
export interface Meaning {
  similarities: ReadonlyMap<string, number>;
  ratio: number;
}

/** The number of nearest documents to request: further ones are unrelated. */
const LIMIT = 50;

/** The documents of an index nearest to a query in meaning. */
export async function askMeaning(ask: Ask, q: string, place: IndexScope, { embedder, ratio, embed }: Hybrid): Promise<Meaning> {
  const vector = await embed?.(q);
  const { hits } = await ask(
    toQuery(
      { ...place, q },
      { limit: LIMIT, showRankingScore: true, hybrid: { embedder, semanticRatio: 1 }, ...(vector ? { vector } : {}) },
    ),
  );
  return { similarities: new Map(hits.map((hit) => [String(hit['id']), hit['_rankingScore'] as number])), ratio };
}

/** Merges results by words and by meaning, best first, each scaled to its best result. */
export function mix(ranked: readonly Ranked[], { similarities, ratio }: Meaning): Ranked[] {
  const [best, nearest] = [ranked[0]?.score ?? 1, Math.max(...similarities.values(), Number.MIN_VALUE)];
  const near = (id: string) => (ratio * (similarities.get(id) ?? 0)) / nearest;
  const byWords = ranked.map((document) => ({
    ...document,
    score: ((1 - ratio) * document.score) / best + near(document.id),
  }));
  const known = new Set(ranked.map(({ id }) => id));
  const byMeaning = [...similarities.keys()]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, score: near(id), complete: false, share: 0 }));
  return [...byWords, ...byMeaning].toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
