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

/** A word that was read. */
export interface ReadWord {
  /** The different terms under which it is found: its stems in every language, because a query is stemmed in one. */
  terms: readonly string[];
  /** As texts have it: with a small letter if it ever had one, since a capital may only be the start of a sentence. */
  shown: string;
  count: number;
}

export interface TermReader {
  /** The words of a text in order, each as its terms. */
  read(text: FieldText): (readonly string[])[];
  /** Every word that was read in any language, folded, once for each language that it was read in. */
  words(): Iterable<readonly [word: string, read: ReadWord]>;
}

/** What a word gives is remembered: texts repeat words, and stemming is most of what indexing costs on our side. */
export function makeTermReader(): TermReader {
  const languages = new Map<string, Map<string, ReadWord>>();
  return {
    read({ language, text }) {
      let known = languages.get(language);
      if (!known) languages.set(language, (known = new Map<string, ReadWord>()));
      const words = known;
      return tokenize(text).map(({ word, start, end }) => {
        let found = words.get(word);
        if (!found) words.set(word, (found = { terms: termsOf(word, language), shown: text.slice(start, end), count: 0 }));
        found.count += 1;
        if (found.shown !== word) found.shown = smaller(found.shown, text.slice(start, end));
        return found.terms;
      });
    },
    *words() {
      for (const words of languages.values()) yield* words;
    },
  };
}

const termsOf = (word: string, language: string) =>
  [...new Set(stemsInAnyLanguage(word, language).map(encodeTerm))].filter(({ length }) => length <= MAX_LENGTH);

/** Of two ways to write a word, the one without capitals. */
export const smaller = (shown: string, other: string): string =>
  other !== shown && other === other.toLowerCase() ? other : shown;
