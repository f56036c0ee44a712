import { fold } from './fold.ts';
import { stem } from './language.ts';
import { type Token, tokenize } from './tokens.ts';

export interface FoundWord extends Token {
  stem: string;
}

/** Returns the matching words of a text in order, with their stems. */
export type FindWords = (text: string, language: string) => readonly FoundWord[];

/** Final letters of a stem that its words may lack: "vez" is the stem of "veces", "policy" that of "policies". */
const CHANGED = 2;

/** A prefix of every word with this stem, to search for in a text before it is tokenised. */
export const beginningOfStem = (found: string): string =>
  found.length <= 3 ? found.slice(0, Math.max(1, found.length - 1)) : found.slice(0, found.length - CHANGED);

/**
 * Finds words whose folded form starts with one of some prefixes. Tokenising and stemming a long text takes a hundred times
 * longer than searching it for a few prefixes, so only pieces with a match are tokenised. Results are cached while the finder
 * exists, because one answer searches the same texts several times.
 */
export function wordFinder(beginnings: Iterable<string>): FindWords {
  const wanted = [...new Set(beginnings)].filter((beginning) => beginning !== '');
  if (wanted.length === 0) return () => [];
  const pattern = new RegExp(`(?<![a-z0-9])(?:${wanted.map(spellings).join('|')})`, 'g');
  const isWanted = ({ word }: Token) => word.search(pattern) === 0;
  const read = (text: string, language: string): FoundWord[] =>
    piecesWith(text, pattern).flatMap(({ start, end, folded }) =>
      (plainWord(folded, text.slice(start, end)) ?? tokenize(text.slice(start, end))).filter(isWanted).map((token) => ({
        word: token.word,
        start: start + token.start,
        end: start + token.end,
        stem: stem(token.word, language),
      })),
    );
  const remembered = new Map<string, Map<string, FoundWord[]>>();
  return (text, language) => {
    let known = remembered.get(language);
    if (!known) remembered.set(language, (known = new Map<string, FoundWord[]>()));
    let found = known.get(text);
    if (!found) known.set(text, (found = read(text, language)));
    return found;
  };
}

/** A pattern of a beginning: stems have lost the c that Spanish has before a t ("sector") and Portuguese has not ("setor"). */
const spellings = (beginning: string) => escape(beginning).replaceAll(/(?<=[aeiou])t/g, 'c?t');

const escape = (text: string) =>
  text.replaceAll(/[^a-z0-9]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Latin letters, punctuation and currencies: some other characters fold to none, to two, or to a blank. */
const LATIN = /^[\u0000-\u024f\u2000-\u206f\u20a0-\u20cf]*$/;
const BLANK = /\s/;

/**
 * The pieces between blanks in which a word starts with a prefix, each once, in order; the whole text if folding shifts its
 * positions.
 */
function piecesWith(text: string, pattern: RegExp): { start: number; end: number; folded: string }[] {
  // An ellipsis, which every passage has, would become three points.
  const folded = fold(text.replaceAll('…', '.'));
  if (folded.length !== text.length || !LATIN.test(text)) return [{ start: 0, end: text.length, folded: '' }];
  const pieces: { start: number; end: number; folded: string }[] = [];
  for (pattern.lastIndex = 0; pattern.test(folded);) {
    let [start, end] = [pattern.lastIndex - 1, pattern.lastIndex];
    while (start > 0 && !BLANK.test(folded[start - 1]!)) start -= 1;
    while (end < folded.length && !BLANK.test(folded[end]!)) end += 1;
    pieces.push({ start, end, folded: folded.slice(start, end) });
    pattern.lastIndex = end;
  }
  return pieces;
}

/** A word of letters between signs that are part of no word. Spellings that end in -xs are read in another way. */
const PLAIN = /^[("«“'¿¡]*([a-z]{3,}(?<!xs))[)"»”',;:!?]*\.?$/;
const CAPITALS = /\p{Lu}{2}/u;

/** The word of a piece of text if it is a plain one, as nearly all are: reading it so takes a tenth of the time. */
function plainWord(folded: string, text: string): Token[] | undefined {
  const word = PLAIN.exec(folded)?.[1];
  if (word === undefined || CAPITALS.test(text)) return undefined;
  const start = folded.indexOf(word);
  return [{ word, start, end: start + word.length }];
}
