import { fuse, GUESS, type Ranked, rarity, type Scores } from './fusion.ts';
import type { Weights } from './highlight.ts';
import type { TextIndex } from './text-index.ts';
import type { TypedWord } from './typed.ts';

/** The interpretation of a typed word. */
export interface Reading {
  word: TypedWord;
  scores: Scores;
  stems: readonly string[];
  /** The corrected spelling. */
  corrected?: string;
}

/** Looks a word up: as typed, and, if unfinished, what it begins. */
export function readWord(index: TextIndex, word: TypedWord): Reading {
  const scores = best(word.stems.map((stem) => index.score(stem)));
  const completions = word.unfinished && word.word.length > 1 ? index.lexicon.complete(word.word) : [];
  const completed = best(completions.slice(0, 50).map((stem) => scale(index.score(stem), GUESS)));
  return { word, scores: best([scores, completed]), stems: [...word.stems, ...completions] };
}

/** The reading of a word that no text has as the nearest one that some text has; the same reading when there is none. */
export function correctReading(index: TextIndex, reading: Reading): Reading {
  const correction = reading.scores.size > 0 ? undefined : index.lexicon.correct(reading.word.word);
  if (!correction) return reading;
  const guessed = best(correction.stems.map((stem) => scale(index.score(stem), GUESS)));
  return { word: reading.word, scores: guessed, stems: correction.stems, corrected: correction.shown };
}

const scale = (scores: Scores, factor: number): Scores => new Map([...scores].map(([id, score]) => [id, score * factor]));

/** The readings of a word are alternatives: a document gets the best score of them, not the sum. */
function best(alternatives: Scores[]): Scores {
  if (alternatives.length === 1) return alternatives[0]!;
  const found: Scores = new Map();
  for (const scores of alternatives) for (const [id, score] of scores) if (score > (found.get(id) ?? 0)) found.set(id, score);
  return found;
}

/** All documents with any of the words, best first. */
export const rank = (index: TextIndex, readings: readonly Reading[]): Ranked[] =>
  fuse(
    readings.map(({ scores }) => ({ scores, having: scores.size })),
    index.documents.size,
  );

/** The weight of each stem of the readings, for highlighting. */
export function stemWeights(index: TextIndex, readings: readonly Reading[]): Weights {
  return new Map(
    readings.flatMap(({ stems, scores }) => stems.map((stem) => [stem, rarity(scores.size, index.documents.size)] as const)),
  );
}
