import { tokenize } from '../analysis/tokens.ts';
import type { SearchDocument } from '../document.ts';
import { allTexts, fromWords } from '../fields.ts';
import type { WordEntry } from './documents.ts';
import { encodeTerm } from './term.ts';

/** Words that can be misspelt: shorter ones are codes, numbers are never read as others, longer ones are no words. */
const CORRECTABLE = /^\p{L}{4,40}$/u;

/** Collects the words of documents, each once, with the number of documents that have it. */
export function makeWordCollector(): { add(document: SearchDocument): void; entries(): WordEntry[] } {
  const found = new Map<string, WordEntry>();
  // The concepts of a case are those of many others, in three languages: each text is cut once.
  const cut = new Map<string, Map<string, string>>();
  const wordsOf = (text: string): Map<string, string> => {
    const words = new Map<string, string>();
    for (const { word, start, end } of tokenize(text)) {
      if (!CORRECTABLE.test(word)) continue;
      const shown = text.slice(start, end);
      // A capital may only be the start of a sentence: one small letter anywhere says that the word is not a name.
      if (!words.has(word) || shown === shown.toLowerCase()) words.set(word, shown);
    }
    return words;
  };
  const once = (text: string): Map<string, string> => {
    let words = cut.get(text);
    if (!words) cut.set(text, (words = wordsOf(text)));
    return words;
  };
  const note = (word: string, shown: string) => {
    const entry = found.get(word);
    if (!entry) found.set(word, { id: encodeTerm(word), word, shown, count: 1 });
    else {
      entry.count += 1;
      if (shown === shown.toLowerCase()) entry.shown = shown;
    }
  };
  return {
    add(document) {
      const { concepts, ...rest } = document;
      const texts = [...allTexts({ ...rest, concepts: {} }), ...fromWords(document.others ?? {})];
      const words = new Map(texts.flatMap(({ text }) => [...wordsOf(text)]));
      const labels = Object.values(concepts).flatMap((each) => Object.values(each).flatMap((text) => [...once(text)]));
      for (const [word, shown] of new Map([...labels, ...words])) note(word, shown);
    },
    entries: () => [...found.values()],
  };
}
