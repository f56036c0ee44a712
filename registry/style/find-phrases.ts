import { endOfRun, LETTER, MARK, NUMBER, startOfRun } from '../search/analysis/letters.ts';

/** A phrase found in a text. */
export interface FoundPhrase<Entry> {
  entry: Entry;
  /** As written. */
  text: string;
  index: number;
}

const WORD = LETTER | MARK | NUMBER;
const SIGN = '[\\p{L}\\p{M}\\p{N}]';

/**
 * Finds phrases as whole words, ignoring capitals and whether blanks or hyphens join them. Examines each word of the text once.
 */
export function makePhraseFinder<Entry>(
  entries: readonly Entry[],
  phraseOf: (entry: Entry) => string,
): (text: string) => FoundPhrase<Entry>[] {
  const byFirst = new Map<string, { words: string[]; entry: Entry }[]>();
  for (const entry of entries) {
    const words = wordsOf(phraseOf(entry));
    if (words.length === 0) continue;
    byFirst.set(words[0]!, [...(byFirst.get(words[0]!) ?? []), { words, entry }]);
  }
  if (byFirst.size === 0) return () => [];
  // Letters and numbers mean nothing else to a regular expression.
  const phrases = [...byFirst.values()].flatMap((all) => all.map(({ words }) => words.join('[\\s-]+')));
  const any = new RegExp(`(?<!${SIGN})(?:${phrases.join('|')})(?!${SIGN})`, 'u');
  return (text) => {
    const { read, lower } = makeReader(text);
    // Nearly all texts have none.
    if (lower !== undefined && !any.test(lower)) return [];
    const found: FoundPhrase<Entry>[] = [];
    let end = 0;
    for (let index = startOfRun(text, 0, WORD); index < text.length; index = startOfRun(text, end, WORD)) {
      end = endOfRun(text, index, WORD);
      for (const { words, entry } of byFirst.get(read(index, end)) ?? []) {
        const last = endOfPhrase(text, words, end, read);
        if (last !== undefined) found.push({ entry, text: text.slice(index, last), index });
      }
    }
    return found;
  };
}

type Read = (start: number, end: number) => string;

/** Where a phrase ends whose first word ends at a place; undefined when other words follow. */
function endOfPhrase(text: string, words: readonly string[], from: number, read: Read): number | undefined {
  let end = from;
  for (const word of words.slice(1)) {
    const start = startOfRun(text, end, WORD);
    const next = endOfRun(text, start, WORD);
    if (read(start, next) !== word || !isJoint(text, end, start)) return undefined;
    end = next;
  }
  return end;
}

/** Reads words of a text, composed and in small letters. */
function makeReader(text: string): { read: Read; lower: string | undefined } {
  const lower = text.toLowerCase();
  // Nearly always: then letters keep their places.
  if (lower.length === text.length && lower.normalize('NFC') === lower)
    return { lower, read: (start, end) => lower.slice(start, end) };
  return { lower: undefined, read: (start, end) => text.slice(start, end).normalize('NFC').toLowerCase() };
}

function wordsOf(text: string): string[] {
  const { read } = makeReader(text);
  const words: string[] = [];
  let end = 0;
  for (let start = startOfRun(text, 0, WORD); start < text.length; start = startOfRun(text, end, WORD))
    words.push(read(start, (end = endOfRun(text, start, WORD))));
  return words;
}

const isJoint = (text: string, from: number, to: number) => to - from < 40 && /^[\s-]+$/.test(text.slice(from, to));

const QUOTATION = /«[^»]{0,400}»|“[^”]{0,400}”|"[^"\n]{0,400}"/g;

const OPENED = /[«“"]/;

/** Blanks out quotations: those are somebody else's words. */
export const withoutQuotations = (text: string): string =>
  OPENED.test(text) ? text.replace(QUOTATION, (quoted) => ' '.repeat(quoted.length)) : text;
