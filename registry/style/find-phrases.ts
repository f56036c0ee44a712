/** A phrase found in a text. */
export interface FoundPhrase<Entry> {
  entry: Entry;
  /** As written. */
  text: string;
  index: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * Finds phrases as whole words, ignoring capitals and whether blanks or hyphens join them. Examines each word of the text once.
 */
export function makePhraseFinder<Entry>(
  entries: readonly Entry[],
  phraseOf: (entry: Entry) => string,
): (text: string) => FoundPhrase<Entry>[] {
  const byFirst = new Map<string, { words: string[]; entry: Entry }[]>();
  for (const entry of entries) {
    const words = wordsOf(phraseOf(entry)).map(({ word }) => word);
    if (words.length === 0) continue;
    byFirst.set(words[0]!, [...(byFirst.get(words[0]!) ?? []), { words, entry }]);
  }
  return (text) => {
    const words = wordsOf(text);
    const found: FoundPhrase<Entry>[] = [];
    words.forEach(({ word, index }, place) => {
      for (const { words: phrase, entry } of byFirst.get(word) ?? []) {
        const last = words[place + phrase.length - 1];
        const isThere = phrase.every(
          (part, offset) =>
            words[place + offset]?.word === part &&
            (offset === 0 || isJoint(text, words[place + offset - 1]!.end, words[place + offset]!.index)),
        );
        if (isThere) found.push({ entry, text: text.slice(index, last!.end), index });
      }
    });
    return found;
  };
}

interface FoundWord {
  /** Composed, in small letters. */
  word: string;
  index: number;
  end: number;
}

/** Several lists are looked for in the texts of a record: their words are kept until so many other texts have come. */
const MOST = 500;
const known = new Map<string, readonly FoundWord[]>();

function wordsOf(text: string): readonly FoundWord[] {
  let words = known.get(text);
  if (!words) {
    if (known.size >= MOST) known.clear();
    known.set(text, (words = readWords(text)));
  }
  return words;
}

function readWords(text: string): FoundWord[] {
  const lower = text.toLowerCase();
  // Nearly always: then letters keep their places.
  const isAlike = lower.length === text.length && lower.normalize('NFC') === lower;
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    const end = index + word.length;
    return { word: isAlike ? lower.slice(index, end) : word.normalize('NFC').toLowerCase(), index, end };
  });
}

const isJoint = (text: string, from: number, to: number) => to - from < 40 && /^[\s-]+$/.test(text.slice(from, to));

const QUOTATION = /«[^»]{0,400}»|“[^”]{0,400}”|"[^"\n]{0,400}"/g;

/** Blanks out quotations: those are somebody else's words. */
export const withoutQuotations = (text: string): string => text.replace(QUOTATION, (quoted) => ' '.repeat(quoted.length));
