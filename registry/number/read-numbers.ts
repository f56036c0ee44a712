import { endOfRun, LETTER, makeStartTest, NUMBER, startOfRun } from '../search/analysis/letters.ts';
import { type NumberWords, numberWords } from './number-words.ts';

/** A number in a text with all its possible values, the reading in its own language first. */
export interface WrittenNumber {
  /** As written. */
  text: string;
  index: number;
  values: readonly number[];
}

/** The numbers of a text: those in digits, and those in words. */
export interface WrittenNumbers {
  digits: WrittenNumber[];
  readonly words: WrittenNumber[];
}

const BLANK = '[ \\u00a0\\u202f\\n]';
/** Groups of three digits, separated by a blank, a full stop or a comma: `380 000`, `380.000`, `380,000`. */
const DIGITS = /(?<![\p{L}\p{N}])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+|\d+)(?:[.,]\d+)*/gu;
const WORD = LETTER | NUMBER;
/** A directly following scale word: `4000 millones`, `4 mil milhões`, `130 mil`. */
const NEXT_WORD = new RegExp(`${BLANK}{1,3}(\\p{L}{2,9})(?!\\p{L})`, 'uy');
const ROMAN_SIGNS = ['i', 'v', 'x'] as const;
const ROMAN = /^(?:X{0,3})(?:IX|IV|V?I{0,3})$/;

/** The numbers of a text; none in a language that has no table. */
export function readNumbers(text: string, language: string): WrittenNumbers | undefined {
  const words = numberWords.get(language);
  if (!words) return undefined;
  let written: WrittenNumber[] | undefined;
  return {
    digits: readDigits(text, words),
    // Seldom asked for.
    get words() {
      return (written ??= readWords(text, words));
    },
  };
}

function readDigits(text: string, words: NumberWords): WrittenNumber[] {
  if (!/\d/.test(text)) return [];
  const found = [...text.matchAll(DIGITS)].map(({ 0: digits, index }) => {
    const { factor, end } = scaleAfter(text, index + digits.length, words);
    const values = valuesOf(digits, words.decimal).map((value) => value * factor);
    if (/^[2-9]0$/.test(digits)) values.push(1900 + Number(digits));
    const year =
      digits.length === 2 ? /(?:^|\D)(\d\d)\d\d[-–/]$/.exec(text.slice(Math.max(0, index - 6), index))?.[1] : undefined;
    if (year !== undefined) values.unshift(Number(`${year}${digits}`));
    return { text: text.slice(index, end).replace(/\s+/g, ' '), index, values, factor };
  });
  // "From 400 to 10 000 million", "US$ 983 millones de una cobertura de 3184": a bare number may share the scale of another.
  const factors = [...new Set(found.map(({ factor }) => factor))].filter((factor) => factor > 1);
  return found.map(({ factor, values, ...number }) => ({
    ...number,
    values: factor > 1 ? values : [...values, ...factors.map((other) => values[0]! * other)],
  }));
}

/** The possible values of digits: a single separator before three digits has another meaning in other countries. */
function valuesOf(digits: string, decimal: '.' | ','): number[] {
  if (/^\d+$/.test(digits)) return [Number(digits)];
  const plain = digits.replace(/[^\d.,]/g, '');
  const group = decimal === '.' ? ',' : '.';
  const asDecimal = (mark: string) => Number(plain.replaceAll(mark === '.' ? ',' : '.', '').replace(mark, '.'));
  const isGrouped = (mark: string) =>
    new RegExp(`^\\d{1,3}(?:\\${mark}\\d{3})+(?:\\${mark === '.' ? ',' : '.'}\\d+)?$`).test(plain);
  const marks = plain.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [Number(plain)];
  if (isGrouped(group)) return marks.length === 1 ? [asDecimal(decimal), asDecimal(group)] : [asDecimal(decimal)];
  if (marks.length === 1) return isGrouped(decimal) ? [asDecimal(marks[0]!), asDecimal(group)] : [asDecimal(marks[0]!)];
  if (isGrouped(decimal)) return [asDecimal(group)];
  return [Number(plain.replace(/\D/g, ''))];
}

function scaleAfter(text: string, from: number, { scales }: NumberWords): { factor: number; end: number } {
  let [factor, end] = [1, from];
  for (let next = wordAt(text, end); next; next = wordAt(text, end)) {
    const scale = scales.get(next.word);
    if (scale === undefined) break;
    factor *= scale;
    end = next.end;
  }
  return { factor, end };
}

function wordAt(text: string, from: number): { word: string; end: number } | undefined {
  NEXT_WORD.lastIndex = from;
  const match = NEXT_WORD.exec(text);
  return match ? { word: match[1]!.toLowerCase(), end: from + match[0].length } : undefined;
}

/** Numbers in words: "treinta y cinco", "two hundred thousand", "XIX". A decade of the last century may be named by its tens. */
function readWords(text: string, words: NumberWords): WrittenNumber[] {
  const found: WrittenNumber[] = [];
  /** What may follow in the same number: after "treinta y" a unit, but no other ten. */
  let room = 0;
  let open: { index: number; end: number; total: number; current: number; last: number; parts: number[] } | undefined;
  const close = () => {
    if (!open) return;
    const value = open.total + open.current;
    const values = [...new Set([value, ...open.parts])];
    if (value >= 20 && value < 100 && value % 10 === 0) values.push(1900 + value);
    found.push({ text: text.slice(open.index, open.end), index: open.index, values });
    open = undefined;
  };
  const mayBegin = startTestOf(words);
  for (let index = startOfRun(text, 0, WORD), end = index; index < text.length; index = startOfRun(text, end, WORD)) {
    end = endOfRun(text, index, WORD);
    // "2ºB" is no word, nor is "A1".
    if (!isOfLetters(text, index, end)) continue;
    if (!mayBegin(text, index)) {
      close();
      continue;
    }
    const match = text.slice(index, end);
    if (match.length < 8 && 'IVX'.includes(match[0]!) && ROMAN.test(match)) {
      close();
      found.push({ text: match, index, values: [romanValue(match)] });
      continue;
    }
    const word = match.toLowerCase();
    const number = words.numbers.get(word);
    const scale = words.scales.get(word);
    const isNear =
      open !== undefined && /^[\s-]*$/.test(text.slice(open.end, Math.min(index, open.end + 4))) && index - open.end < 4;
    if (open && isNear && words.joins.has(word)) {
      open.end = end;
    } else if (number === undefined && scale === undefined) {
      close();
    } else {
      if (!isNear || (number !== undefined && number >= room)) close();
      open ??= { index, end, total: 0, current: 0, last: Infinity, parts: [] };
      open.end = end;
      if (number !== undefined) {
        open.current += number;
        open.parts.push(number);
        room = number >= 100 ? 100 : number >= 20 && number % 10 === 0 ? 10 : 0;
      } else {
        room = scale!;
        const isOfAll = scale! > open.last;
        open.total = isOfAll ? (open.total + open.current) * scale! : open.total + (open.current || 1) * scale!;
        open.current = 0;
        open.last = scale!;
      }
    }
  }
  close();
  return found;
}

const isOfLetters = (text: string, start: number, end: number) => endOfRun(text, start, LETTER) === end;

const startTests = new WeakMap<NumberWords, ReturnType<typeof makeStartTest>>();

/** Where a word may be one of a number. */
function startTestOf(words: NumberWords) {
  let test = startTests.get(words);
  if (!test) {
    const { numbers, scales, joins } = words;
    const roman = ROMAN_SIGNS.flatMap((first) =>
      ['', ...ROMAN_SIGNS].flatMap((second) => ['', ...ROMAN_SIGNS].map((third) => first + second + third)),
    );
    startTests.set(words, (test = makeStartTest([...numbers.keys(), ...scales.keys(), ...joins, ...roman])));
  }
  return test;
}

function romanValue(roman: string): number {
  const values = { I: 1, V: 5, X: 10 } as Record<string, number>;
  const letters = [...roman].map((letter) => values[letter]!);
  return letters.reduce((sum, value, index) => sum + (value < (letters[index + 1] ?? 0) ? -value : value), 0);
}
