import SearchableMap from 'minisearch/SearchableMap';
import { stem } from './analysis/language.ts';
import { compoundsIn, tokenize } from './analysis/tokens.ts';

interface Entry {
  stem: string;
  /** As it is written in a text, with its accents. */
  shown: string;
  count: number;
}

/** Every word that some text holds, and how it is stored: what unfinished and misspelt words are read as. */
export interface Lexicon {
  /** Notes the words of a text and gives their stems, in order. */
  read(text: string, language: string): string[];
  /** The stems of the words that begin with a folded `beginning`, the most frequent first. */
  complete(beginning: string): string[];
  /** The nearest words to a folded one that no text holds, if any is near enough; `shown` is the likeliest of them. */
  correct(word: string): { stems: string[]; shown: string } | undefined;
}

export function makeLexicon(): Lexicon {
  const byLanguage = new Map<string, Map<string, Entry>>();
  // Looking for neighbours needs a tree, which takes as long to build as the index and is not needed until somebody errs.
  let tree: SearchableMap<Entry[]> | undefined;
  const words = () => (tree ??= makeTree(byLanguage));
  return {
    read(text, language) {
      tree = undefined;
      const entries = byLanguage.get(language) ?? new Map<string, Entry>();
      byLanguage.set(language, entries);
      const stems = tokenize(text).map(({ word, start, end }) => note(entries, word, text.slice(start, end), language).stem);
      return [...stems, ...compoundsIn(text).map((word) => stem(word, language))];
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
  // A capital may only be the start of a sentence: one small letter anywhere says that the word is not a name.
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

/** One mistake in 4 to 7 letters, two in longer words; shorter ones are codes, where a letter makes another name. */
const tolerance = (word: string) => (word.length < 4 || /\d/.test(word) ? 0 : word.length <= 7 ? 1 : 2);

function nearest(words: SearchableMap<Entry[]>, word: string): Entry[] {
  const max = tolerance(word);
  if (max === 0) return [];
  const found = [...words.fuzzyGet(word, max).entries()].filter(([other]) => other.length > 3);
  // People rarely mistake a word's first letter.
  const sameStart = found.filter(([other]) => other[0] === word[0]);
  const candidates = sameStart.length > 0 ? sameStart : found;
  const least = Math.min(...candidates.map(([, [, distance]]) => distance));
  return candidates.flatMap(([, [entries, distance]]) => (distance === least ? entries : []));
}

/** The word with two neighbouring letters swapped: one slip of the fingers, though two edits. */
function swaps(word: string): string[] {
  if (tolerance(word) === 0) return [];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2));
}
