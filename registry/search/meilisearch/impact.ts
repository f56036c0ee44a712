import { saturationOf, scoreOfTimes } from '../bm25.ts';

/**
 * Precomputed relevance. Meilisearch ranks by the attribute that contains a word, so each document is stored as a ladder of
 * attributes, with each word on the rung of its BM25+ score over all fields. The ranking score of a one-word query is then that
 * score again, to within a sixteenth of the scale.
 */

/** The range of scores, on a logarithmic scale: from a word used once in a long body to one in every field. */
const [LOWEST, HIGHEST] = [0.5, 24];

/**
 * Sixteen rungs, then from 0.6 to 20, ranked the judged queries like exact scores (nDCG@10 .977 with both); ten rungs did
 * worse. Each rung is one more attribute to search.
 */
export const RUNGS = 16;

/** The attributes of the ladder, best rung first, as Meilisearch expects its searchable attributes. */
export const LADDER: readonly string[] = Array.from({ length: RUNGS }, (_, at) => `t${RUNGS - 1 - at}`);

const STEPS = Math.log(HIGHEST / LOWEST) / (RUNGS - 1);

const rungOf = (score: number): number => Math.max(0, Math.min(RUNGS - 1, Math.round(Math.log(score / LOWEST) / STEPS)));

/** The BM25+ score for a ranking score of Meilisearch, which is (rung + 1) / RUNGS for a one-word query. */
export const scoreOf = (rankingScore: number): number =>
  LOWEST * Math.exp(STEPS * Math.max(0, Math.min(RUNGS - 1, Math.round(rankingScore * RUNGS) - 1)));

export interface ImpactField {
  /** The weight of the field. */
  weight: number;
  /** The usual number of words in the field: a word in a longer text counts less. */
  usualLength: number;
  /** The words in order, each as term numbers. */
  words: readonly (readonly number[])[];
}

/** The ladder of a document: its terms by attribute, each on one rung. */
export type MakeLadder = (fields: Iterable<ImpactField>) => Record<string, string>;

/**
 * Makes ladders from terms numbered from 0. A case has a thousand words and this is most of the cost of indexing on our side,
 * so scores are summed in arrays that are reused for the next case.
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
      const saturation = saturationOf(words.length, usualLength);
      for (const term of inField) {
        const frequency = frequencies[term]!;
        if (scores[term] === 0) found.push(term);
        scores[term]! += weight * scoreOfTimes(frequency, saturation);
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
