import { type WordScores, fuse, GUESS, type Match, rarity } from './fusion.ts';
import type { Weights } from './highlight.ts';
import { complete, correct } from './lexicon.ts';
import type { IndexSource, Postings } from './index-source.ts';
import type { TypedWord } from './typed.ts';

/** The interpretation of a typed word, and what was found for it. */
export interface Reading extends WordScores {
  word: TypedWord;
  stems: readonly string[];
  /** The corrected spelling. */
  corrected?: string;
}

export type RankedNumber = Match & { number: number };

/** Looks a word up: as typed, and, if unfinished, what it begins. */
export async function readWord(source: IndexSource, word: TypedWord): Promise<Reading> {
  const [typed, completions] = await Promise.all([
    source.postings(word.stems),
    word.unfinished && word.word.length > 1 ? complete(source, word.word) : [],
  ]);
  const completed = await source.postings(completions);
  return { word, ...best(source, [...exactly(typed), ...guessed(completed)]), stems: [...word.stems, ...completions] };
}

/** The reading of a word that no text has as the nearest one that some text has; the same reading when there is none. */
export async function correctReading(source: IndexSource, reading: Reading): Promise<Reading> {
  const correction = reading.having > 0 ? undefined : await correct(source, reading.word.word);
  if (!correction) return reading;
  const { stems, shown } = correction;
  return { word: reading.word, ...best(source, guessed(await source.postings(stems))), stems, corrected: shown };
}

interface Alternative extends Postings {
  factor: number;
}
const exactly = (found: ReadonlyMap<string, Postings>): Alternative[] =>
  Array.from(found.values(), (postings) => ({ ...postings, factor: 1 }));
const guessed = (found: ReadonlyMap<string, Postings>): Alternative[] =>
  Array.from(found.values(), (postings) => ({ ...postings, factor: Math.sqrt(GUESS) }));

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

/** All records with any of the words, best first. */
export const rank = ({ count }: Pick<IndexSource, 'count'>, readings: readonly WordScores[]): RankedNumber[] =>
  fuse(readings, count, count);

/** The weight of each stem of the readings, for highlighting. */
export const stemWeights = ({ count }: IndexSource, readings: readonly Reading[]): Weights =>
  new Map(readings.flatMap(({ stems, having }) => stems.map((stem) => [stem, rarity(having, count)] as const)));
