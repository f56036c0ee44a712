import { fold } from './fold.ts';

export interface Token {
  /** Folded. */
  word: string;
  /** Where it stands in the original text, in code units. */
  start: number;
  end: number;
}

/**
 * Letters and digits, so hyphens split. What must stay whole: numbers with a point or comma inside ("4.0", "10,5"), and
 * letters joined by a sign ("I+D", "R&D").
 */
const WORD = /\p{N}+(?:[.,]\p{N}+)+|\p{L}(?:[+&]\p{L})+(?![\p{L}\p{M}\p{N}])|[\p{L}\p{M}\p{N}]+/gu;

/** "KPIs", "TICs": an acronym's plural in capitals, which no stemmer can tell from a word. */
const PLURAL_ACRONYM = /^\p{Lu}{2,}s$/u;

/** A word of a text as it is compared. */
export const foldWord = (found: string): string => fold(PLURAL_ACRONYM.test(found) ? found.slice(0, -1) : found);

/** The words of a text as it has them, in order. */
export const wordsIn = (text: string): readonly string[] => text.match(WORD) ?? [];

/** The words of a text, in order, and where they stand. */
export function tokenize(text: string): Token[] {
  return Array.from(text.matchAll(WORD), ({ 0: found, index }) => ({
    word: foldWord(found),
    start: index,
    end: index + found.length,
  }));
}
