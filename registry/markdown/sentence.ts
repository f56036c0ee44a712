import { endOfRun, LETTER, NUMBER, startOfRun } from '../search/analysis/letters.ts';

/** A sentence and its start in the paragraph. */
export interface Sentence {
  text: string;
  index: number;
}

/** Abbreviations with a full stop that do not end a sentence; single letters count too (J. Pérez, EE. UU.). */
const SHORTENED = new Set(
  `sr sra srta dr dra prof lic ing mr mrs ms st inc ltd co corp p pp pág págs pag ej art arts núm num no nº n vol cap ed eds
  fig tab cf vs etc aprox ca al ee uu av dpto depto gob gral cía hab máx mín tel ref`.split(/\s+/),
);

/** The end of a sentence, with closing quotation marks and brackets and the following blanks. */
const END = /[.?!…]["'”’»)\]]*(?=\s)/g;
const NEXT = /\s+[«“"'‘(¿¡[]*([\p{Lu}\p{N}]?)/uy;

/**
 * The sentences of a paragraph in order. A new one starts with a capital or a number, so "p. ej." and "EE. UU." continue.
 * Examines each character a bounded number of times.
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const close = (end: number) => {
    const piece = text.slice(start, end);
    const blank = piece.length - piece.trimStart().length;
    if (blank < piece.length) sentences.push({ text: piece.trim(), index: start + blank });
    start = end;
  };
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    NEXT.lastIndex = end;
    const isNext = Boolean(NEXT.exec(text)?.[1]);
    if (isNext && !(match[0] === '.' && isShortened(text, match.index))) close(end);
  }
  close(text.length);
  return sentences;
}

/** Characters of an abbreviation that are examined. */
const REACH = 12;

function isShortened(text: string, stop: number): boolean {
  const word = /[\p{L}º]+$/u.exec(text.slice(Math.max(0, stop - REACH), stop))?.[0] ?? '';
  return word.length === 1 ? /\p{L}/u.test(word) : SHORTENED.has(word.toLowerCase());
}

const WORD = LETTER | NUMBER;
const JOINT = "’'.,/-";

/** The words of a text; "3,5", "público-privado" and "people's" count as one each. */
export function countWords(text: string): number {
  let count = 0;
  let before = -1;
  for (let at = startOfRun(text, 0, WORD); at < text.length; at = startOfRun(text, before, WORD)) {
    if (at !== before + 1 || before < 0 || !JOINT.includes(text.charAt(before))) count++;
    before = endOfRun(text, at, WORD);
  }
  return count;
}
