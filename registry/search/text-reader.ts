import { stem } from './analysis/language.ts';
import { compoundsIn, otherGendersIn, tokenize } from './analysis/tokens.ts';
import type { KnownWord } from './index-source.ts';

/** Reads texts into numbers of stems, and remembers every word of them. */
export interface TextReader {
  /** The numbers of a text's stems, in order, with those of its compounds and other genders at the end. */
  read(text: string, language: string): number[];
  /** All stems, by their numbers. */
  stems: ReadonlyMap<string, number>;
  /** The words that were read, in order. */
  words(): KnownWord[];
}

interface Entry {
  stem: string;
  number: number;
  shown: string;
  count: number;
}

export function makeTextReader(): TextReader {
  const stems = new Map<string, number>();
  const byLanguage = new Map<string, Map<string, Entry>>();
  const numberOf = (found: string) => {
    let number = stems.get(found);
    if (number === undefined) stems.set(found, (number = stems.size));
    return number;
  };
  const note = (entries: Map<string, Entry>, word: string, shown: string, language: string): number => {
    let entry = entries.get(word);
    if (!entry) {
      const own = stem(word, language);
      entries.set(word, (entry = { stem: own, number: numberOf(own), shown, count: 0 }));
    }
    entry.count += 1;
    // A capital may only mark the start of a sentence: one lower-case occurrence shows that the word is not a name.
    if (shown !== entry.shown && shown === shown.toLowerCase()) entry.shown = shown;
    return entry.number;
  };
  return {
    stems,
    read(text, language) {
      let entries = byLanguage.get(language);
      if (!entries) byLanguage.set(language, (entries = new Map<string, Entry>()));
      const own = entries;
      return [
        ...tokenize(text).map(({ word, start, end }) => note(own, word, text.slice(start, end), language)),
        ...[...compoundsIn(text), ...otherGendersIn(text)].map((word) => numberOf(stem(word, language))),
      ];
    },
    words: () =>
      [...byLanguage.values()]
        .flatMap((entries) => [...entries].map(([word, { stem: own, shown, count }]) => ({ word, stem: own, shown, count })))
        .toSorted((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0)),
  };
}
