import { stem } from './analysis/language.ts';
import { tokenize } from './analysis/tokens.ts';
import type { FieldText } from './field-texts.ts';
import type { TypedWord } from './typed.ts';

/** Whether the words of a phrase are adjacent and in order in one line of a text. */
export const hasPhrase = (texts: readonly FieldText[], phrase: readonly TypedWord[]): boolean =>
  texts.some(({ language, text }) => text.split('\n').some((line) => lineHas({ language, text: line }, phrase)));

function lineHas({ language, text }: FieldText, phrase: readonly TypedWord[]): boolean {
  const stems = tokenize(text).map((token) => stem(token.word, language));
  return stems.some((_, at) => phrase.every((word, offset) => word.stems.includes(stems[at + offset] ?? '')));
}
