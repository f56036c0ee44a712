import { type WordScores, fuse, GUESS, type Match, rarity } from './fusion.ts';
import type { Weights } from './highlight.ts';
import type { correct } from './lexicon.ts';
import type { IndexSource, Postings } from './index-source.ts';
import { prefixToFind, type TypedWord } from './typed.ts';

/** The interpretation of a typed word, and what was found for it. */
export interface Reading extends WordScores {
  word: TypedWord;
  /** The same with its relatives, which rank a record but do not say that it has the word, and leave the word as rare as it is. */
  withKin: WordScores;
  stems: readonly string[];
  /** The corrected spelling. */
  corrected?: string;
}

export type RankedNumber = Match & { number: number };

/**
 * How much a relative of a word ranks beside the word itself: of .3 and .6 the first ranks better. nDCG@10 with and without: 900
 * public questions in Portuguese .889 and .909, 1,190 in Spanish .957 and .957, 30 judged ones .928 and .941, 148 of ours .921 both.
 */
const RELATIVE = 0.3;

/** Looks a word up: as typed, and, if unfinished, what it begins. */
export async function readWord(source: IndexSource, word: TypedWord): Promise<Reading> {
  const { beginning, isUnfinished } = prefixToFind(word);
  const [typed, others] = await Promise.all([
    source.postings(word.stems),
    beginning === undefined ? new Map<string, Postings>() : source.stemsFrom(beginning),
  ]);
  if (isUnfinished) {
    const begun = mostFrequent(others);
    const found = best(source, [...weighed(typed, 1), ...weighed(begun, GUESS)]);
    return { word, ...found, withKin: found, stems: [...word.stems, ...begun.keys()] };
  }
  const said = weighed(typed, 1);
  const found = best(source, said);
  const withKin = best(source, [...said, ...weighed(others, RELATIVE)]);
  return { word, ...found, withKin: { ...withKin, having: Math.max(1, found.having) }, stems: word.stems };
}

/** So many stems that begin as an unfinished word does are looked up. */
const COMPLETIONS = 10;

const mostFrequent = (found: ReadonlyMap<string, Postings>): ReadonlyMap<string, Postings> =>
  new Map([...found].toSorted(([, a], [, b]) => b.numbers.length - a.numbers.length).slice(0, COMPLETIONS));

/** The reading of a word that no text has as another spelling that some text has; the same reading when there is none. */
export async function correctReading(source: IndexSource, reading: Reading, spell: typeof correct): Promise<Reading> {
  const correction = reading.having > 0 ? undefined : await spell(source, reading.word.word);
  if (!correction) return reading;
  const { stems, shown } = correction;
  const guessed = best(source, weighed(await source.postings(stems), GUESS));
  return { word: reading.word, ...guessed, withKin: guessed, stems, corrected: shown };
}

interface Alternative extends Postings {
  factor: number;
}
const weighed = (found: ReadonlyMap<string, Postings>, weight: number): Alternative[] =>
  Array.from(found.values(), (postings) => ({ ...postings, factor: Math.sqrt(weight) }));

/** The readings of a word are alternatives: a document gets the best score of them, not the sum. */
function best({ count }: IndexSource, alternatives: readonly Alternative[]): WordScores {
  const roots = new Float64Array(count);
  const found: number[] = [];
  for (const { numbers, impacts, factor } of alternatives) {
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at]!;
      const root = impacts[at]! * factor;
      if (roots[number] === 0) found.push(number);
      if (root > roots[number]!) roots[number] = root;
    }
  }
  return { numbers: found, roots, having: found.length };
}

/** All records with any of the words or their relatives, best first. */
export const rank = ({ count }: Pick<IndexSource, 'count'>, readings: readonly Pick<Reading, 'withKin'>[]): RankedNumber[] =>
  fuse(
    readings.map(({ withKin }) => withKin),
    count,
    count,
  );

/** The weight of each stem of the readings, for highlighting. */
export const stemWeights = ({ count }: IndexSource, readings: readonly Reading[]): Weights =>
  new Map(readings.flatMap(({ stems, having }) => stems.map((stem) => [stem, rarity(having, count)] as const)));
