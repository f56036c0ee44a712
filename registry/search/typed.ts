import { guessLanguage, isStopWord, stem, stemmedLanguage, stemsInAnyLanguage } from './analysis/language.ts';
import { beginningOfRelatives } from './analysis/relatives.ts';
import { compoundsIn, femininesIn, type Token, tokenize } from './analysis/tokens.ts';

export interface TypedWord extends Token {
  /** The possible stems of the word, the reader's language first. */
  stems: readonly string[];
  /** The one of them that occurs in an index that stems all texts in all languages. */
  stem: string;
  /** The last word, with nothing after it: the reader may still be typing. An acronym that ends with its point is whole. */
  unfinished: boolean;
}

export interface Typed {
  /** The content words; function words only when there is nothing else. */
  words: TypedWord[];
  /** Quoted phrases, whose words must be adjacent. */
  phrases: TypedWord[][];
}

/**
 * Whether nothing was typed, so that everything matches; characters that are not words (an emoji, a question mark) count as
 * typed.
 */
export const isBrowsing = (q: string): boolean => q.trim() === '';

const QUOTED = /["“”«»„]([^"“”«»„]+)["“”«»„]/g;

/** Parses what was typed. */
export function readTyped(q: string, locale: string): Typed {
  const tokens = tokenize(q);
  const language = guessLanguage(
    tokens.map((token) => token.word),
    locale,
  );
  const words = tokens.map((token, index) => ({
    ...token,
    stems: [
      ...stemsInAnyLanguage(token.word, language),
      ...[...joined(q, token), ...femininesIn(q.slice(token.start, token.end))].flatMap((word) =>
        stemsInAnyLanguage(word, language),
      ),
    ],
    stem: stem(token.word, stemmedLanguage(language)),
    unfinished: index === tokens.length - 1 && token.end === q.length && !q.endsWith('.'),
  }));
  const content = words.filter((word) => !isStopWord(word.word, language) || isAcronym(q, word));
  const phrases = Array.from(q.matchAll(QUOTED), ({ 0: quoted, index }) =>
    words.filter((word) => word.start >= index && word.end <= index + quoted.length),
  );
  return { words: unique(content.length > 0 ? content : words), phrases: phrases.filter((phrase) => phrase.length > 1) };
}

/** Splits off the parts of a compound for its spelling without a hyphen: texts may have either. */
function joined(q: string, { start, end }: Token): string[] {
  const from = q.lastIndexOf(' ', start) + 1;
  const to = q.indexOf(' ', end);
  const written = q.slice(from, to === -1 ? q.length : to);
  return written.length > end - start ? compoundsIn(written) : [];
}

/** "IT" in capitals among other words is a name, "it" is not. */
const isAcronym = (q: string, { start, end }: Token) => /^\p{Lu}{2,}$/u.test(q.slice(start, end)) && q !== q.toUpperCase();

const unique = (words: TypedWord[]) => [...new Map(words.map((word) => [word.word, word])).values()];

/** What the relatives of a word begin with, or what the word may be the beginning of while it is being typed. */
export const prefixToFind = ({
  word,
  stem: own,
  unfinished,
}: TypedWord): { beginning: string | undefined; isUnfinished: boolean } =>
  unfinished && word.length > 1
    ? { beginning: word, isUnfinished: true }
    : { beginning: beginningOfRelatives(own), isUnfinished: false };
