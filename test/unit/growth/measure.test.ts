import { expect, test } from 'vitest';
import { dearPieces } from './growth.ts';

/** Uses the processor for some milliseconds: the measure counts processor time, so this is the same on any machine. */
function work(milliseconds: number): void {
  const before = process.threadCpuUsage();
  const used = () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  };
  while (used() < milliseconds);
}
/** Milliseconds that are too few to compare: less than for real steps, so that this takes seconds. */
const FLOOR = 20;
/** The pieces of which a step is too dear that takes so many floors of work for two thousand characters. */
const dear = (floors: (share: number) => number) =>
  dearPieces((text) => text.startsWith('a') && work(FLOOR * floors(text.length / 2000)), ['a', 'b'], [1000], FLOOR);

test('work that grows as its text is not too much, even where a realistic text takes none', () => {
  expect(dear((share) => 1.5 * share)).toEqual([]);
});

test('work that grows with the square of its text is too much', () => {
  expect(dear((share) => 2 * share ** 2)).toEqual(['1000 × "a"']);
});

test('work that is far more than that of a realistic text is too much, though it grows as its text', () => {
  expect(dear((share) => 11 * share)).toEqual(['1000 × "a"']);
});
