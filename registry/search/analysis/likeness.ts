import { isStopWord, stem } from './language.ts';
import { tokenize } from './tokens.ts';

/** The stems of a text's content words. */
export const meaningOf = (text: string, language: string): ReadonlySet<string> =>
  new Set(
    tokenize(text)
      .filter(({ word }) => !isStopWord(word, language))
      .map(({ word }) => stem(word, language)),
  );

/** Proportion of the shorter text's words that the other has too, 0 to 1. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [shorter, longer] = one.size < other.size ? [one, other] : [other, one];
  const shared = [...shorter].filter((word) => longer.has(word)).length;
  return shared / Math.max(1, shorter.size);
}
