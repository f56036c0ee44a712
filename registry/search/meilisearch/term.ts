import { stemsInAnyLanguage } from '../analysis/language.ts';
import { compoundsIn, otherGendersIn, foldWord, wordsIn } from '../analysis/tokens.ts';
import type { FieldText } from '../field-texts.ts';

/**
 * Encodes a stem as one word for Meilisearch, which would split "4.0" and "i+d" and segment other scripts. All characters but
 * letters a to z and digits become their code point between two x.
 */
export const encodeTerm = (stem: string): string =>
  /^[a-z0-9]*$/.test(stem)
    ? stem
    : Array.from(stem, (sign) => (/[a-z0-9]/.test(sign) ? sign : `x${sign.codePointAt(0)!.toString(16)}x`)).join('');

/** Longer runs of letters are not words; Meilisearch allows up to 250 bytes. */
const MAX_LENGTH = 80;

/** A word that was indexed. */
export interface IndexedWord {
  /** The numbers of its terms: its stems in every language, because a query is stemmed in only one. */
  terms: readonly number[];
  /** As written in texts: in lower case if it ever was, since a capital may only mark the start of a sentence. */
  shown: string;
  count: number;
}

export interface TermReader {
  /** The words of a text in order, each as its term numbers. */
  read(text: FieldText): (readonly number[])[];
  /** The term with a number. */
  termOf(number: number): string;
  /** Every word read in any language, folded, once per language. */
  words(): Iterable<readonly [word: string, read: IndexedWord]>;
}

/** Cached by word: texts repeat words, and stemming is most of the cost of indexing on our side. */
export function makeTermReader(): TermReader {
  const languages = new Map<string, LanguageWords>();
  const terms: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    let number = numbers.get(term);
    if (number === undefined) numbers.set(term, (number = terms.push(term) - 1));
    return number;
  };
  const readWord = (folded: Map<string, IndexedWord>, written: string, language: string): IndexedWord => {
    const word = foldWord(written);
    let found = folded.get(word);
    if (!found) folded.set(word, (found = { terms: termsOf(word, language).map(numberOf), shown: written, count: 0 }));
    found.shown = smaller(found.shown, written);
    return found;
  };
  return {
    read({ language, text }) {
      let words = languages.get(language);
      if (!words) languages.set(language, (words = { asWritten: new Map(), folded: new Map() }));
      const { asWritten, folded } = words;
      return [...wordsIn(text), ...compoundsIn(text), ...otherGendersIn(text)].map((written) => {
        let found = asWritten.get(written);
        if (!found) asWritten.set(written, (found = readWord(folded, written, language)));
        found.count += 1;
        return found.terms;
      });
    },
    termOf: (number) => terms[number]!,
    *words() {
      for (const { folded } of languages.values()) yield* folded;
    },
  };
}

interface LanguageWords {
  asWritten: Map<string, IndexedWord>;
  folded: Map<string, IndexedWord>;
}

const termsOf = (word: string, language: string) =>
  [...new Set(stemsInAnyLanguage(word, language).map(encodeTerm))].filter(({ length }) => length <= MAX_LENGTH);

/** The form without capitals of two ways to write a word. */
export const smaller = (shown: string, other: string): string =>
  other !== shown && other === other.toLowerCase() ? other : shown;
