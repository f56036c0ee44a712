import SearchableMap from 'minisearch/SearchableMap';
import { stem } from './analysis/language.ts';
import { compoundsIn, otherGendersIn, tokenize } from './analysis/tokens.ts';

interface Entry {
  stem: string;
  /** The word as written in a text, with its accents. */
  shown: string;
  count: number;
}

/** Every word of the texts with its stored form, used to complete unfinished words and to correct misspelt ones. */
export interface Lexicon {
  /** Adds the words of a text and returns their stems in order. */
  read(text: string, language: string): string[];
  /** The stems of words with a folded prefix, most frequent first. */
  complete(beginning: string): string[];
  /** The nearest words to a folded one that no text has, if any is near enough; `shown` is the most likely of them. */
  correct(word: string): { stems: string[]; shown: string } | undefined;
}

export function makeLexicon(): Lexicon {
  const byLanguage = new Map<string, Map<string, Entry>>();
  // Built on demand: the tree for similar words takes as long to build as the index, and is needed only for misspellings.
  let tree: SearchableMap<Entry[]> | undefined;
  const words = () => (tree ??= makeTree(byLanguage));
  return {
    read(text, language) {
      tree = undefined;
      const entries = byLanguage.get(language) ?? new Map<string, Entry>();
      byLanguage.set(language, entries);
      const stems = tokenize(text).map(({ word, start, end }) => note(entries, word, text.slice(start, end), language).stem);
      return [...stems, ...[...compoundsIn(text), ...otherGendersIn(text)].map((word) => stem(word, language))];
    },

    complete(beginning) {
      const entries = [...words().atPrefix(beginning).values()].flat();
      return stemsOf(entries.toSorted((a, b) => b.count - a.count));
    },

    correct(word) {
      const swapped = swaps(word).flatMap((other) => words().get(other) ?? []);
      const near = swapped.length > 0 ? swapped : nearest(words(), word);
      if (near.length === 0) return undefined;
      return { stems: stemsOf(near), shown: near.reduce((best, entry) => (entry.count > best.count ? entry : best)).shown };
    },
  };
}

function note(entries: Map<string, Entry>, word: string, shown: string, language: string): Entry {
  let entry = entries.get(word);
  if (!entry) entries.set(word, (entry = { stem: stem(word, language), shown, count: 0 }));
  entry.count += 1;
  // A capital may only mark the start of a sentence: one lower-case occurrence shows that the word is not a name.
  if (shown !== entry.shown && shown === shown.toLowerCase()) entry.shown = shown;
  return entry;
}

function makeTree(byLanguage: ReadonlyMap<string, ReadonlyMap<string, Entry>>): SearchableMap<Entry[]> {
  const tree = new SearchableMap<Entry[]>();
  for (const entries of byLanguage.values()) {
    for (const [word, entry] of entries) tree.update(word, (others: Entry[] | undefined) => [...(others ?? []), entry]);
  }
  return tree;
}

const stemsOf = (entries: readonly Entry[]) => [...new Set(entries.map((entry) => entry.stem))];

/** One letter in six or more may be wrong. In shorter words another letter makes another word, "litio" and "sitio"; numbers are never misspelt. */
const canBeMisspelt = (word: string) => word.length >= 6 && !/\d/.test(word);

function nearest(words: SearchableMap<Entry[]>, word: string): Entry[] {
  if (!canBeMisspelt(word)) return [];
  const found = [...words.fuzzyGet(word, 1).entries()].filter(([other]) => other.length > 3);
  // People rarely mistype a word's first letter.
  const sameStart = found.filter(([other]) => other[0] === word[0]);
  const candidates = sameStart.length > 0 ? sameStart : found;
  return candidates.flatMap(([, [entries]]) => entries);
}

/** The word with two neighbouring letters swapped: one typing error, although two edits. */
function swaps(word: string): string[] {
  if (!canBeMisspelt(word)) return [];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2));
}
