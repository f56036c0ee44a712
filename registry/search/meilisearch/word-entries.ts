import { encodeTerm, type IndexedWord, smaller } from './term.ts';

/** A word that some text has, as the index of words holds it: what a misspelt word is read as. */
export interface WordEntry {
  id: string;
  /** Folded. */
  word: string;
  /** As texts have it. */
  shown: string;
  /** How often, when the word came in. */
  count: number;
}

/** Words that can be misspelt: shorter ones are codes, numbers are never read as others, longer ones are no words. */
const CORRECTABLE = /^\p{L}{4,40}$/u;

/** The entries of words that were read, each once whatever the languages it was read in. */
export function wordEntries(words: Iterable<readonly [string, IndexedWord]>): WordEntry[] {
  const found = new Map<string, WordEntry>();
  for (const [word, { shown, count }] of words) {
    if (!CORRECTABLE.test(word)) continue;
    const entry = found.get(word);
    if (!entry) found.set(word, { id: encodeTerm(word), word, shown, count });
    else {
      entry.count += count;
      entry.shown = smaller(entry.shown, shown);
    }
  }
  return [...found.values()];
}
