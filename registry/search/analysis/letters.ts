/** What a character is to a word; tests of several combine them. */
export const LETTER = 1;
export const MARK = 2;
export const NUMBER = 4;

const PATTERNS = [
  [LETTER, /^\p{L}/u],
  [MARK, /^\p{M}/u],
  [NUMBER, /^\p{N}/u],
] as const;

const UNKNOWN = 255;
/** What is known of each code unit: asking a table is many times faster than asking a regular expression. */
const known = new Uint8Array(0x10000).fill(UNKNOWN);

/** What the character at a place is: LETTER, MARK, NUMBER, or 0 for any other. */
function kindAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (isHighHalf(code)) return look(text.slice(index, index + 2));
  const kind = known[code]!;
  return kind === UNKNOWN ? (known[code] = look(text[index] ?? '')) : kind;
}

/** The place behind the characters of given kinds that begin at a place. */
export function endOfRun(text: string, from: number, kinds: number): number {
  let at = from;
  while (at < text.length && (kindAt(text, at) & kinds) !== 0) at += sizeAt(text, at);
  return at;
}

/** The place of the next character of given kinds, or the end of the text. */
export function startOfRun(text: string, from: number, kinds: number): number {
  let at = from;
  while (at < text.length && (kindAt(text, at) & kinds) === 0) at += sizeAt(text, at);
  return at;
}

const look = (character: string) => PATTERNS.find(([, pattern]) => pattern.test(character))?.[0] ?? 0;
const isHighHalf = (code: number) => code >= 0xd800 && code < 0xdc00;
const isLowHalf = (code: number) => code >= 0xdc00 && code < 0xe000;

/** How many code units a character has. */
const sizeAt = (text: string, index: number) =>
  isHighHalf(text.charCodeAt(index)) && isLowHalf(text.charCodeAt(index + 1)) ? 2 : 1;

/** Beyond these, small letters of several signs may be the same. */
const FEW = 0x180;

/**
 * Says of a place in a text that one of some words, all in small letters, may begin there, by its first three letters: few other
 * words do, so that the others need not be cut out of the text.
 */
export function makeStartTest(words: Iterable<string>): (text: string, index: number) => boolean {
  const table = new Uint8Array(SIZE);
  for (const word of words)
    for (const first of formsOf(word.charAt(0)))
      for (const second of formsOf(word.charAt(1)))
        for (const third of formsOf(word.charAt(2))) table[keyOf(first, second, third)] = 1;
  return (text, index) => {
    const first = text.charCodeAt(index);
    const second = (kindAt(text, index + 1) & ANY) === 0 ? 0 : text.charCodeAt(index + 1);
    const third = second === 0 || (kindAt(text, index + 2) & ANY) === 0 ? 0 : text.charCodeAt(index + 2);
    return first >= FEW || second >= FEW || third >= FEW || table[keyOf(first, second, third)] === 1;
  };
}

const ANY = LETTER | MARK | NUMBER;
const SIZE = 0x10000;
/** Different letters may have the same key: then a word is looked at for nothing. */
const keyOf = (first: number, second: number, third: number) => ((first * 41 + second) * 41 + third) & (SIZE - 1);
/** A letter as it may be written; no letter is 0, as behind the end of a word. */
const formsOf = (letter: string) =>
  [letter, letter.toUpperCase()].map((form) => (form === '' ? 0 : form.charCodeAt(0))).filter((code) => code < FEW);
