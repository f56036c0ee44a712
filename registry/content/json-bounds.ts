const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d]);
const DATA = Buffer.from('data');

export interface JsonBounds {
  /** Nesting depth of lists and maps. */
  depth: number;
  /** Items and keys, in total. */
  values: number;
  /** Bytes without the values of `data`, which are files in base64. */
  words: number;
}

/** The bound that a JSON text breaks, found by scanning its bytes before it is parsed; undefined when it breaks none. */
export function findBrokenBound(
  json: Buffer,
  { depth: deepest, values: most, words: longest }: JsonBounds,
): keyof JsonBounds | undefined {
  let [depth, values, words] = [0, 0, json.length];
  let isData = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (byte === QUOTE) {
      const end = endOfString(json, at);
      const next = afterBlanks(json, end + 1);
      if (json[next] === COLON) isData = json.subarray(at + 1, end).equals(DATA);
      else {
        if (isData) words -= end - at - 1;
        isData = false;
      }
      at = end;
    } else if (OPEN.has(byte)) {
      if (++depth > deepest) return 'depth';
      values++;
      isData = false;
    } else if (CLOSE.has(byte)) depth--;
    else if (byte === COMMA) {
      values++;
      isData = false;
    }
    if (values > most) return 'values';
  }
  return words > longest ? 'words' : undefined;
}

/** Whether a map in a JSON text has a key twice, of which a parser keeps only the last; `value` is what was parsed from it. */
export function hasRepeatedKey(json: Buffer, value: unknown): boolean {
  let written = 0;
  for (let at = json.indexOf(QUOTE); at !== -1; ) {
    const end = endOfString(json, at);
    if (json[afterBlanks(json, end + 1)] === COLON) written++;
    at = json.indexOf(QUOTE, end + 1);
  }
  return written > keysIn(value);
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, each) => sum + keysIn(each), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** Index of the quote that closes a string, or of the end of the text; the parser reports a missing quote. */
function endOfString(json: Buffer, start: number): number {
  for (let at = json.indexOf(QUOTE, start + 1); at !== -1; at = json.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (json[at - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return json.length;
}

function afterBlanks(json: Buffer, start: number): number {
  let at = start;
  while (BLANK.has(json[at]!)) at++;
  return at;
}
