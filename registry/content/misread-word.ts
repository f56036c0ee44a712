/** The signs of Windows-1252 by byte, which many programs take for the encoding of any text. */
const SIGNS = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
const BYTES = new Map([...SIGNS].map((sign, byte) => [sign, byte]));

/**
 * Letters and signs of our languages as they look when UTF-8 was read as Windows-1252: `Ã³` for ó, `Â¿` for ¿, `â€œ` for “. Words
 * that end in a capital Ã or Â may have a closing quotation mark behind it, so those that make one are left out. Without the soft
 * hyphen, which texts lose when they are normalised, í is a capital inside a word.
 */
const MISREAD =
  /Ã[\u0081\u0089\u008d\u0091\u0093\u009a\u00a1-\u00a3\u00a7\u00a9\u00aa\u00ad\u00b1\u00b3-\u00b5\u00ba\u00bc‰‘“š‡ƒ]|Â[\u00a0\u00a1\u00ab\u00aa\u00b0\u00ba\u00bf]|Ã€|â€|â‚¬|(?<=\p{Ll})[ÃÂ](?=\p{Ll})/gu;

export interface MisreadWord {
  index: number;
  word: string;
  /** Empty when it cannot be told. */
  meant: string;
}

/** The words of a text that were read in another encoding, with their places and what was meant. */
export function misreadWords(text: string): MisreadWord[] {
  const found: MisreadWord[] = [];
  let end = 0;
  for (const { index: at } of text.matchAll(MISREAD)) {
    if (at < end) continue;
    const before = /[^\s"'()[\]]*$/.exec(text.slice(Math.max(end, at - 40), at))![0];
    const [after] = /^(?:[ÂÃ]\u00a0|[^\s"'()[\]]){1,40}/u.exec(text.slice(at, at + 80))!;
    const word = before + after;
    end = at + after.length;
    found.push({ index: at - before.length, word, meant: readAgain(word) });
  }
  return found;
}

/** A word as it was before it was misread; empty when a part of it was lost. */
function readAgain(word: string): string {
  const bytes = [...word].map((sign) => BYTES.get(sign));
  if (bytes.includes(undefined)) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes as number[]));
  } catch {
    return '';
  }
}
