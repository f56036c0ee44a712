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
const dear = (milliseconds: (characters: number) => number) =>
  dearPieces((text) => text.startsWith('a') && work(milliseconds(text.length)), ['a', 'b'], [1000]);

test('work that grows as its text is not too much, even where a realistic text takes none', () => {
  expect(dear((characters) => characters * 0.075)).toEqual([]);
});

test('work that grows with the square of its text is too much', () => {
  expect(dear((characters) => characters ** 2 * 0.00005)).toEqual(['1000 × "a"']);
});

test('work that is far more than that of a realistic text is too much, though it grows as its text', () => {
  expect(dear((characters) => characters * 0.55)).toEqual(['1000 × "a"']);
});
