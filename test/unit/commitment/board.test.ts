import { expect, test } from 'vitest';
import { commitmentsOf } from '#registry/commitment/board.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const base = await readFixtureRegistry();
const file = 'commitments/one-menu-in-two-towns/index.md';
const { text } = base.get(file) as { text: string };
const without = text.replace(/reports:[\s\S]*?(?=---)/, '');
const like = (id: string, change: (text: string) => string) => [`commitments/${id}/index.md`, { text: change(without) }] as const;
const { registry } = readRegistry(
  new Map([
    ...base,
    like('later', (was) => was.replace('2027-06-30', '2027-07-30')),
    like('of-no-session', (was) => was.replace('session: lunch-2027\n', '')),
    like('after-a-failure', (was) =>
      was.replace('worked-with-citations#lesson-one-menu', 'failed-and-says-why#lesson-systems-before-counters'),
    ),
    like('dropped-one', (was) =>
      was.replace(
        /---\s*$/,
        "reports:\n  - id: end\n    on: '2027-05-01'\n    status: dropped\n    text: No hubo cocina.\n---\n",
      ),
    ),
  ]),
);
const ids = (chosen: Parameters<typeof commitmentsOf>[1], today: string) =>
  commitmentsOf(registry, chosen, today).map(({ id }) => id);

test('a board begins with those of whom nothing was heard, and ends with what is over', () => {
  expect(ids({ session: 'lunch-2027' }, '2027-07-15')).toEqual([
    'after-a-failure',
    'one-menu-in-two-towns',
    'later',
    'dropped-one',
  ]);
  expect(ids({ session: 'lunch-2027' }, '2027-06-01')[0]).toBe('after-a-failure');
  expect(ids({ session: 'lunch-2027' }, '2027-06-01').slice(-2)).toEqual(['one-menu-in-two-towns', 'dropped-one']);
});

test('commitments are found by lab, by case and by the very lesson that they follow', () => {
  expect(ids({ lab: 'test-lab' }, '2027-01-01')).toHaveLength(5);
  expect(ids({ lab: 'another' }, '2027-01-01')).toEqual([]);
  expect(ids({ because: 'failed-and-says-why' }, '2027-01-01')).toEqual(['after-a-failure']);
  expect(ids({ because: 'worked-with-citations#lesson-one-menu' }, '2027-01-01')).toHaveLength(4);
  expect(ids({ because: 'worked-with-citations#lesson-kitchens-first' }, '2027-01-01')).toEqual([]);
});
