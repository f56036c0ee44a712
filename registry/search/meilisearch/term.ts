import { stemsInAnyLanguage } from '../analysis/language.ts';
import { compoundsIn, foldWord, wordsIn } from '../analysis/tokens.ts';
import type { FieldText } from '../field-texts.ts';

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
export interface IndexedWord {
  /** The numbers of the different terms under which it is found: its stems in every language, because a query is stemmed in one. */
  terms: readonly number[];
  /** As texts have it: with a small letter if it ever had one, since a capital may only be the start of a sentence. */
  shown: string;
  count: number;
}

export interface TermReader {
  /** The words of a text in order, each as the numbers of its terms. */
  read(text: FieldText): (readonly number[])[];
  /** The term of a number. */
  termOf(number: number): string;
  /** Every word that was read in any language, folded, once for each language that it was read in. */
  words(): Iterable<readonly [word: string, read: IndexedWord]>;
}

/** What a word gives is remembered: texts repeat words, and stemming is most of what indexing costs on our side. */
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
      return [...wordsIn(text), ...compoundsIn(text)].map((written) => {
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

/** Of two ways to write a word, the one without capitals. */
export const smaller = (shown: string, other: string): string =>
  other !== shown && other === other.toLowerCase() ? other : shown;
