import type { KnownWord, Postings } from './index-source.ts';

/**
 * Lines of an index in pieces: each begins with its key, a stem or a word. They are text, which every host compresses, and read with
 * what JavaScript has.
 */
const BETWEEN = '\t';
export const lineKey = (line: string): string => line.slice(0, line.indexOf(BETWEEN));

/** The records by impact, in steps from one to the next: "agua⇥4:0 12 1⇥9:3". */
export function writePostings(stem: string, { numbers, impacts }: Postings): string {
  const byImpact = Map.groupBy(Array.from(numbers).keys(), (at) => impacts[at]!);
  const groups = [...byImpact]
    .toSorted(([a], [b]) => a - b)
    .map(([impact, places]) => `${impact}:${writeSteps(Array.from(places, (at) => numbers[at]!))}`);
  return [stem, ...groups].join(BETWEEN);
}

export function readPostings(line: string): Postings {
  const pairs = line
    .split(BETWEEN)
    .slice(1)
    .flatMap((group) => {
      const [impact = '', numbers = ''] = group.split(':');
      return readSteps(numbers).map((number) => ({ number, impact: Number(impact) }));
    })
    .toSorted((a, b) => a.number - b.number);
  return { numbers: pairs.map(({ number }) => number), impacts: pairs.map(({ impact }) => impact) };
}

/** Rising numbers as steps from one to the next. */
export const writeSteps = (numbers: ArrayLike<number>): string =>
  Array.from(numbers, (number, at) => number - (at === 0 ? 0 : numbers[at - 1]!)).join(' ');

export function readSteps(written: string): number[] {
  let number = 0;
  return written === '' ? [] : written.split(' ').map((step) => (number += Number(step)));
}

/** The stem of most words is their beginning: then only its length is written. */
export const writeKnownWord = ({ word, stem, shown, count }: KnownWord): string =>
  [word, word.startsWith(stem) ? stem.length : stem, count, ...(shown === word ? [] : [shown])].join(BETWEEN);

export function readKnownWord(line: string): KnownWord {
  const [word = '', stem = '', count = '', shown = word] = line.split(BETWEEN);
  return { word, stem: /^\d+$/.test(stem) ? word.slice(0, Number(stem)) : stem, shown, count: Number(count) };
}
