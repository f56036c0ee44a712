import { isFraming } from './analysis/framing-words.ts';
import { guessLanguage, isStopWord, stem, stemmedLanguage, stemsInAnyLanguage } from './analysis/language.ts';
import { findIntent, type Intent } from './analysis/intents.ts';
import { beginningOfRelatives } from './analysis/relatives.ts';
import { compoundsIn, otherGendersIn, type Token, tokenize } from './analysis/tokens.ts';

export interface TypedWord extends Token {
  /** The possible stems of the word, the reader's language first. */
  stems: readonly string[];
  /** The one of them that occurs in an index that stems all texts in all languages. */
  stem: string;
  /** The last word, with nothing after it: the reader may still be typing. An acronym that ends with its point is whole. */
  unfinished: boolean;
}

export interface Typed {
  /** What is wanted of the subject: what failed, or what worked. */
  intent?: Intent;
  /** The words of the subject; those that frame a question, and function words, only when there is nothing else. */
  words: TypedWord[];
  /** Without a subject, whatever failed, or worked, answers. */
  isOnlyIntent: boolean;
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
  const found = findIntent(tokens.map((token) => token.word));
  const words = tokens.map((token, index): TypedWord => ({
    ...token,
    stems: [
      ...stemsInAnyLanguage(token.word, language),
      ...[...otherForms(q, token), ...withNumber(tokens, index)].flatMap((word) => stemsInAnyLanguage(word, language)),
    ],
    stem: stem(token.word, stemmedLanguage(language)),
    unfinished: index === tokens.length - 1 && token.end === q.length && !q.endsWith('.'),
  }));
  const phrases = Array.from(q.matchAll(QUOTED), ({ 0: quoted, index }) =>
    words.filter((word) => word.start >= index && word.end <= index + quoted.length),
  );
  const content = words.filter((word) => !isStopWord(word.word, language) || isAcronym(q, word));
  const isFrame = (word: TypedWord) => isFraming(word.word) || found?.places.has(words.indexOf(word));
  const subject = content.filter((word) => !isFrame(word) || phrases.some((phrase) => phrase.includes(word)));
  return {
    words: unique([subject, content, words].find(({ length }) => length > 0) ?? []),
    phrases: phrases.filter((phrase) => phrase.length > 1),
    isOnlyIntent: found !== undefined && subject.length === 0,
    ...(found ? { intent: found.intent } : {}),
  };
}

/** What a part of a compound is without its hyphen, and the other gender of an inclusive spelling: texts may have either. */
function otherForms(q: string, { start, end }: Token): string[] {
  const from = q.lastIndexOf(' ', start) + 1;
  const to = q.indexOf(' ', end);
  const written = q.slice(from, to === -1 ? q.length : to);
  return [...(written.length > end - start ? compoundsIn(written) : []), ...otherGendersIn(written)];
}

/** "ODS 5" for "ODS5", "covid 19" for "covid19": a short word and the number after it may be written as one. */
function withNumber(tokens: readonly Token[], index: number): string[] {
  const isNumber = (token?: Token) => /^\d{1,3}$/.test(token?.word ?? '');
  const join = (word?: Token, number?: Token) =>
    word && number && /^\p{L}{2,5}$/u.test(word.word) && isNumber(number) && number.start === word.end + 1
      ? [word.word + number.word]
      : [];
  return [...join(tokens[index - 1], tokens[index]), ...join(tokens[index], tokens[index + 1])];
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

/** The outcome of a verdict that says as much as a kind of lesson. */
export const OUTCOME_OF: Readonly<Record<Intent, string>> = { fails: 'did-not-work', works: 'worked' };
