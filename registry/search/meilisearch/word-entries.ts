import { encodeTerm, type IndexedWord, smaller } from './term.ts';

/** A word of the texts in the index of words, used to correct misspelt words. */
export interface WordEntry {
  id: string;
  /** Folded. */
  word: string;
  /** As written in texts. */
  shown: string;
  /** Its frequency when it was indexed. */
  count: number;
}

/** Words that can be misspelt: not codes, which are shorter, not numbers, and not strings too long for a word. */
const CORRECTABLE = /^\p{L}{4,40}$/u;

/** Entries for the indexed words, each once, whatever languages it was read in. */
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
