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
    return words.flatMap(({ word, index }, place) =>
      (byFirst.get(word) ?? []).flatMap(({ words: phrase, entry }) => {
        const last = words[place + phrase.length - 1];
        const isThere = phrase.every(
          (part, offset) =>
            words[place + offset]?.word === part &&
            (offset === 0 || isJoint(text, words[place + offset - 1]!.end, words[place + offset]!.index)),
        );
        return isThere ? [{ entry, text: text.slice(index, last!.end), index }] : [];
      }),
    );
  };
}

const wordsOf = (text: string) =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: word.normalize('NFC').toLowerCase(),
    index,
    end: index + word.length,
  }));

const isJoint = (text: string, from: number, to: number) => to - from < 40 && /^[\s-]+$/.test(text.slice(from, to));

const QUOTATION = /«[^»]{0,400}»|“[^”]{0,400}”|"[^"\n]{0,400}"/g;

/** Blanks out quotations: those are somebody else's words. */
export const withoutQuotations = (text: string): string => text.replace(QUOTATION, (quoted) => ' '.repeat(quoted.length));
