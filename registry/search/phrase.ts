import { fold } from './analysis/fold.ts';
import { stem } from './analysis/language.ts';
import { tokenize } from './analysis/tokens.ts';
import { beginningOfStem } from './analysis/word-finder.ts';
import type { FieldText } from './field-texts.ts';
import type { TypedWord } from './typed.ts';

/** Whether the words of a phrase are adjacent and in order in one line of a text. */
export function hasPhrase(texts: readonly FieldText[], phrase: readonly TypedWord[]): boolean {
  const beginnings = phrase.map(({ stems }) => stems.map((each) => lettersOf(beginningOfStem(each))));
  const mayHave = (text: string) => {
    const letters = lettersOf(text);
    return beginnings.every((ways) => ways.some((beginning) => letters.includes(beginning)));
  };
  return texts.some(
    ({ language, text }) => mayHave(text) && text.split('\n').some((line) => lineHas({ language, text: line }, phrase)),
  );
}

/**
 * What of a text decides that a word is not in it, which is most of the time and much quicker than reading its words: signs may be in
 * a word, and stems have lost the c before a t.
 */
const lettersOf = (text: string): string =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, '')
    .replaceAll('ct', 't');

function lineHas({ language, text }: FieldText, phrase: readonly TypedWord[]): boolean {
  const stems = tokenize(text).map((token) => stem(token.word, language));
  return stems.some((_, at) => phrase.every((word, offset) => word.stems.includes(stems[at + offset] ?? '')));
}
