/**
 * How well a document answers a word, worked out when it is indexed. Meilisearch ranks by which attribute holds a word, so
 * each document is written as a ladder of attributes, and a word stands on the rung of its BM25+ score over all fields: the
 * ranking score of a query for one word is then that score again, to within a sixteenth of the scale.
 * Scores follow Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011, as MiniSearch computes them.
 */

/** MiniSearch's own constants, so that both engines weigh words alike. */
const [K, B, D] = [1.2, 0.7, 0.5];

/** Rungs are spread evenly over the logarithm of scores: from a word said once in a long body to one that every field has. */
const [LOWEST, HIGHEST] = [0.5, 24];

/**
 * Sixteen rungs, then from 0.6 to 20, ranked the judged queries as exact scores did (nDCG@10 .977 with both); ten lost one,
 * and each rung more is one more attribute to look through.
 */
export const RUNGS = 16;

/** Attributes of the ladder, the best rung first, as Meilisearch wants its searchable attributes. */
export const LADDER: readonly string[] = Array.from({ length: RUNGS }, (_, at) => `t${RUNGS - 1 - at}`);

const STEPS = Math.log(HIGHEST / LOWEST) / (RUNGS - 1);

const rungOf = (score: number): number => Math.max(0, Math.min(RUNGS - 1, Math.round(Math.log(score / LOWEST) / STEPS)));

/** The BM25+ score that a ranking score of Meilisearch stands for: (rung + 1) / RUNGS for a query of one word. */
export const scoreOf = (rankingScore: number): number =>
  LOWEST * Math.exp(STEPS * Math.max(0, Math.min(RUNGS - 1, Math.round(rankingScore * RUNGS) - 1)));

export interface ImpactField {
  /** How much the field counts. */
  weight: number;
  /** How many words the field usually has: a word in a longer text says less. */
  usualLength: number;
  /** The words in order, each as the numbers of its terms. */
  words: readonly (readonly number[])[];
}

/** The ladder of a document: its terms by attribute, each on one rung. */
export type MakeLadder = (fields: Iterable<ImpactField>) => Record<string, string>;

/**
 * Makes ladders of terms that are known by number, from 0 on. A case has a thousand words, most of what indexing costs on our
 * side: they are added up in arrays, which are used again for the next case.
 */
export function ladderMaker(termOf: (number: number) => string): MakeLadder {
  let [scores, frequencies] = [new Float64Array(1024), new Uint32Array(1024)];
  const makeRoomFor = (term: number) => {
    if (term < scores.length) return;
    const length = 2 * term;
    [scores, frequencies] = [grow(new Float64Array(length), scores), grow(new Uint32Array(length), frequencies)];
  };
  return (fields) => {
    const found: number[] = [];
    for (const { weight, usualLength, words } of fields) {
      const inField: number[] = [];
      for (const terms of words) {
        for (const term of terms) {
          makeRoomFor(term);
          if (frequencies[term] === 0) inField.push(term);
          frequencies[term]! += 1;
        }
      }
      const norm = K * (1 - B + (B * words.length) / usualLength);
      for (const term of inField) {
        const frequency = frequencies[term]!;
        if (scores[term] === 0) found.push(term);
        scores[term]! += weight * (D + (frequency * (K + 1)) / (frequency + norm));
        frequencies[term] = 0;
      }
    }
    const rungs: string[][] = LADDER.map(() => []);
    for (const term of found) {
      rungs[rungOf(scores[term]!)]!.push(termOf(term));
      scores[term] = 0;
    }
    return Object.fromEntries(rungs.flatMap((terms, rung) => (terms.length > 0 ? [[`t${rung}`, terms.join(' ')]] : [])));
  };
}

function grow<Numbers extends Float64Array | Uint32Array>(larger: Numbers, numbers: Numbers): Numbers {
  larger.set(numbers);
  return larger;
}
