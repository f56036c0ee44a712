import { stemsInAnyLanguage } from '../analysis/language.ts';
import { tokenize } from '../analysis/tokens.ts';
import type { FieldText } from '../fields.ts';

/**
 * A stem as one word of Meilisearch, whatever it holds: "4.0" and "i+d" would be cut in two, and other scripts segmented.
 * Everything but letters a to z and digits becomes its code point between two x.
 */
export const encodeTerm = (stem: string): string =>
  /^[a-z0-9]*$/.test(stem)
    ? stem
    : Array.from(stem, (sign) => (/[a-z0-9]/.test(sign) ? sign : `x${sign.codePointAt(0)!.toString(16)}x`)).join('');

/** Longer runs of letters are no words; Meilisearch takes up to 250 bytes. */
const MAX_LENGTH = 80;

/**
 * Gives a function that cuts a text into its words, each as the different terms under which it is found: its stems in every
 * language, because a query is stemmed in one. What a word gives is remembered: texts repeat words, and stemming is most of
 * what indexing costs on our side.
 */
export function makeTermReader(): (text: FieldText) => (readonly string[])[] {
  const known = new Map<string, Map<string, readonly string[]>>();
  return ({ language, text }) => {
    let words = known.get(language);
    if (!words) known.set(language, (words = new Map()));
    return tokenize(text).map(({ word }) => {
      let terms = words.get(word);
      if (!terms) words.set(word, (terms = [...new Set(stemsInAnyLanguage(word, language).map(encodeTerm))].filter(isShort)));
      return terms;
    });
  };
}

const isShort = (term: string) => term.length <= MAX_LENGTH;
