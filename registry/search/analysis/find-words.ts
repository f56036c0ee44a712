import { fold } from './fold.ts';
import { stem } from './language.ts';
import { type Token, tokenize } from './tokens.ts';

export interface FoundWord extends Token {
  stem: string;
}

/** Letters at the end of a stem that its words may not have: "vez" is the stem of "veces", "policy" that of "policies". */
const CHANGED = 2;

/** A beginning that every word with this stem has: what to look for in a text before it is cut into words. */
export const beginningOfStem = (found: string): string =>
  found.length <= 3 ? found.slice(0, Math.max(1, found.length - 1)) : found.slice(0, found.length - CHANGED);

/**
 * The words of a text that begin, folded, as one of some others does, in order, with their stems. Cutting a long text into words
 * and stemming them all takes a hundred times longer than looking for a few beginnings in it; only the pieces between blanks
 * that have one are cut.
 */
export function findWords(text: string, language: string, beginnings: readonly string[]): FoundWord[] {
  if (beginnings.length === 0) return [];
  const folded = foldInPlace(text);
  const pieces = folded === undefined ? [{ start: 0, end: text.length }] : piecesWith(text, folded, beginnings);
  const isWanted = (word: string) => beginnings.some((beginning) => word.startsWith(beginning));
  return pieces.flatMap(({ start, end }) =>
    tokenize(text.slice(start, end)).flatMap((token) =>
      isWanted(token.word)
        ? [{ word: token.word, start: start + token.start, end: start + token.end, stem: stem(token.word, language) }]
        : [],
    ),
  );
}

/** Latin letters, punctuation and currencies: of other signs some fold to none, to two, or to a blank. */
const LATIN = /^[\u0000-\u024f\u2000-\u206f\u20a0-\u20cf]*$/;

/** The texts of a page are looked through several times for each answer, and for each letter that is typed. */
const remembered = new Map<string, string | undefined>();
const REMEMBERED = 1000;

/** A text folded, if each letter then stands where it stood. */
function foldInPlace(text: string): string | undefined {
  if (!remembered.has(text)) {
    const folded = fold(text);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(text, folded.length === text.length && LATIN.test(text) ? folded : undefined);
  }
  return remembered.get(text);
}

const BLANK = /\s/;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** The pieces between blanks in which a word begins as wanted, each once, in order. */
function piecesWith(text: string, folded: string, beginnings: readonly string[]): { start: number; end: number }[] {
  const pieces = new Map<number, number>();
  for (const beginning of beginnings) {
    // Every place begins with nothing.
    if (beginning === '') continue;
    for (let at = folded.indexOf(beginning); at >= 0; at = folded.indexOf(beginning, at + 1)) {
      // Of the original: "Ⓐ" is no letter, though it folds to one.
      if (at > 0 && LETTER.test(text[at - 1]!)) continue;
      let [start, end] = [at, at];
      while (start > 0 && !BLANK.test(folded[start - 1]!)) start -= 1;
      while (end < folded.length && !BLANK.test(folded[end]!)) end += 1;
      pieces.set(start, end);
      at = end;
    }
  }
  return [...pieces].toSorted(([one], [other]) => one - other).map(([start, end]) => ({ start, end }));
}
