/** Scores of documents for one word, by document id. */
export type Scores = Map<string, number>;

/** An engine's result for one word. */
export interface WordResult {
  /** The returned documents, which may be only the best ones. */
  scores: ReadonlyMap<string, number>;
  /** The number of documents with the word. */
  having: number;
}

export interface Ranked {
  id: string;
  score: number;
  /** Whether the document has every word of the query. */
  complete: boolean;
  /** Proportion of the query in the document, weighted by rarity: 0 to 1. */
  share: number;
}

/** The weight of guesses: completions of an unfinished word, and corrections of a misspelt one. */
export const GUESS = 0.4;

/** With fewer results than this that have every word of the query, partial matches are included. */
export const ENOUGH = 10;

/** Results below this proportion of the best filtered score match only a common word. */
export const FLOOR = 0.02;

/**
 * All documents with any of the words among `all` documents, best first. A word contributes the geometric mean of its score and
 * its rarity over all fields: by score alone, a common word that few titles have outweighs the rest of the query (judged
 * queries in English: nDCG .89 against .96; public question sets: no difference above .001). Scores are summed over words and
 * scaled by the proportion of the query found, so that a document with more of the words ranks before one that repeats a few.
 */
export function fuse(words: readonly WordResult[], all: number): Ranked[] {
  const weights = words.map(({ having }) => rarity(having, all));
  const possible = weights.reduce((sum, weight) => sum + weight, 0);
  const found = new Map<string, { score: number; weight: number; words: number }>();
  words.forEach(({ scores }, at) => {
    for (const [id, score] of scores) {
      const sum = found.get(id) ?? { score: 0, weight: 0, words: 0 };
      found.set(id, {
        score: sum.score + Math.sqrt(score * weights[at]!),
        weight: sum.weight + weights[at]!,
        words: sum.words + 1,
      });
    }
  });
  return [...found]
    .map(([id, { score, weight, words: count }]) => ({
      id,
      score: (score * weight) / possible,
      complete: count === words.length,
      share: weight / possible,
    }))
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** Inverse document frequency as in BM25; zero for a word in no document. */
export const rarity = (having: number, all: number): number =>
  having === 0 ? 0 : Math.log(1 + (all - having + 0.5) / (having + 0.5));
