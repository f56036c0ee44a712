/** Judgements for one query: the usefulness of each document, by id. Documents without one count as useless. */
export type Grades = Readonly<Record<string, number>>;

/**
 * Normalised discounted cumulative gain over the first `depth` results, 0 to 1, with gains of 2^grade - 1 (Burges et al.,
 * "Learning to rank using gradient descent", ICML 2005) and a discount of log2(rank + 1).
 */
export function ndcg(ranking: readonly string[], grades: Grades, depth = 10): number {
  const ideal = dcg(
    Object.values(grades)
      .toSorted((a, b) => b - a)
      .slice(0, depth),
  );
  return ideal === 0
    ? 0
    : dcg(
        firstTimes(ranking)
          .slice(0, depth)
          .map((id) => grades[id] ?? 0),
      ) / ideal;
}

const dcg = (grades: readonly number[]) => grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);

/**
 * 1 / rank of the first hit among the first `depth` results, or 0. A hit is clearly useful: graded 2 or more, or the best
 * grade given when no document of the query has 2.
 */
export function reciprocalRank(ranking: readonly string[], grades: Grades, depth = 10): number {
  const enough = Math.min(2, Math.max(...Object.values(grades)));
  if (enough <= 0) return 0;
  const at = firstTimes(ranking)
    .slice(0, depth)
    .findIndex((id) => (grades[id] ?? 0) >= enough);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** A repeated document counts once. */
const firstTimes = (ranking: readonly string[]) => [...new Set(ranking)];

export interface MeanScores {
  ndcg10: number;
  mrr10: number;
  /** Proportion of queries without a result. */
  empty: number;
  queries: number;
}

/** Means over queries; all zero without queries. */
export function average(answers: readonly { ranking: readonly string[]; grades: Grades }[]): MeanScores {
  const mean = (of: (answer: (typeof answers)[number]) => number) =>
    answers.length === 0 ? 0 : answers.reduce((sum, answer) => sum + of(answer), 0) / answers.length;
  return {
    ndcg10: mean(({ ranking, grades }) => ndcg(ranking, grades)),
    mrr10: mean(({ ranking, grades }) => reciprocalRank(ranking, grades)),
    empty: mean(({ ranking }) => (ranking.length === 0 ? 1 : 0)),
    queries: answers.length,
  };
}
