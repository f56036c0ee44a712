import { expect, test } from 'vitest';
import { benchOptions } from '../../../scripts/bench/options.ts';
import { growthOf } from '../../../scripts/bench/figures.ts';

const DEFAULTS = { sizes: [100, 300], rounds: 1, hugo: 'hugo', json: false } as const;

test('an option of a bench is read as what its default is', () => {
  expect(benchOptions([], DEFAULTS).options).toEqual(DEFAULTS);
  expect(benchOptions(['--sizes', '5,70', '--rounds', '2.5', '--hugo', '9', '--json'], DEFAULTS).options).toEqual({
    ...{ sizes: [5, 70], rounds: 2.5, hugo: '9', json: true },
  });
  expect(benchOptions(['--json', 'a', 'b'], DEFAULTS, true).files).toEqual(['a', 'b']);
});

test.each([['--rounds', 'many'], ['--rounds', ''], ['--sizes', '100,'], ['--size', '100'], ['a']])(
  '%s %s is wrong usage',
  (...args) => expect(() => benchOptions(args, DEFAULTS)).toThrow(),
);

test('what doubles with its size grows with the power 1, and what grows fourfold with 2', () => {
  const rows = [100, 150, 200].map((size) => ({ size, figure: size ** 2 }));
  expect(
    growthOf(
      rows,
      ({ size }) => size,
      ({ size }) => size,
    ),
  ).toBeCloseTo(1);
  expect(
    growthOf(
      rows,
      ({ size }) => size,
      ({ figure }) => figure,
    ),
  ).toBeCloseTo(2);
});
