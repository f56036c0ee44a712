import { expect, test } from 'vitest';
import { plannedCases } from '#registry/case/planned.ts';
import { dueOn } from '#registry/commitment/due.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const base = await readFixtureRegistry();
const FAILED = 'cases/bra/failed-and-says-why/index.md';
const planned = withChange(
  withChange(base, FAILED, 'stage: stopped', 'stage: planned'),
  FAILED,
  'lessons:\n',
  "milestones:\n  - id: counted\n    text: Contar as filas.\n    due: '2026-12'\n    status: on-track\n    sources:\n      - id: audit-2021\n        locator: page 2\nlessons:\n",
);
const due = (tree: typeof base, today: string, days?: number) =>
  dueOn(readRegistry(tree).registry, today, days).map(({ record, what, on, isOverdue }) => [what, record.id, on, isOverdue]);

test('reviews are told sixty days ahead, and stay until they are made', () => {
  expect(due(base, '2026-11-15')).toEqual([]);
  expect(due(base, '2026-11-16')).toEqual([
    ['review', 'lunch-table', '2027-01-15', false],
    ['review', 'worked-with-citations', '2027-01-15', false],
  ]);
  expect(due(base, '2027-01-16', 0)).toEqual([
    ['review', 'lunch-table', '2027-01-15', true],
    ['review', 'worked-with-citations', '2027-01-15', true],
  ]);
});

test('a report on a commitment is owed until the day, and after it while nothing is heard', () => {
  const reports = (today: string) => due(base, today, 10).filter(([what]) => what === 'report');
  expect(reports('2027-06-19')).toEqual([]);
  expect(reports('2027-06-20')).toEqual([['report', 'one-menu-in-two-towns', '2027-06-30', false]]);
  expect(reports('2027-07-01')).toEqual([['report', 'one-menu-in-two-towns', '2027-06-30', true]]);
  const file = 'commitments/one-menu-in-two-towns/index.md';
  expect(
    due(withChange(base, file, 'status: on-track', 'status: done'), '2027-07-01', 10).filter(([what]) => what === 'report'),
  ).toEqual([]);
});

test.each([
  ['2026-12', '2026-10-31', '2026-11-01', '2027-01-01'],
  ['2026', '2026-10-31', '2026-11-01', '2027-01-01'],
  ['2028-02', '2027-12-30', '2027-12-31', '2028-03-01'],
  ['2026-12-10', '2026-10-10', '2026-10-11', '2026-12-11'],
])('what is due in %s is due by its last day: not told on %s, told on %s, overdue on %s', (on, before, told, late) => {
  const tree = withChange(planned, FAILED, "due: '2026-12'", `due: '${on}'`);
  const results = (today: string) => due(tree, today).flatMap(([what, , , isOverdue]) => (what === 'results' ? [isOverdue] : []));
  expect([before, told, late].map(results)).toEqual([[], [false], [true]]);
});

test('of milestones with a year and with a month, the one that ends first counts', () => {
  const more =
    '  - id: asked\n    text: Preguntar.\n    due: 2026\n    status: on-track\n    sources:\n      - id: audit-2021\n        locator: page 2\n';
  const tree = withChange(
    withChange(planned, FAILED, "due: '2026-12'", "due: '2026-03'"),
    FAILED,
    'milestones:\n',
    `milestones:\n${more}`,
  );
  expect(due(tree, '2026-04-01').filter(([what]) => what === 'results')).toEqual([
    ['results', 'failed-and-says-why', '2026-03', true],
  ]);
});

test('a milestone that is done is no day on which results are owed', () => {
  const done =
    '  - id: asked\n    text: Preguntar.\n    due: 2025\n    status: done\n    sources:\n      - id: audit-2021\n        locator: page 2\n';
  const tree = withChange(planned, FAILED, 'milestones:\n', `milestones:\n${done}`);
  expect(due(tree, '2026-12-20').filter(([what]) => what === 'results')).toEqual([
    ['results', 'failed-and-says-why', '2026-12', false],
  ]);
});

test('what was planned and tells a result owes none; of two that owe some, the first to owe them comes first', () => {
  const told =
    'results:\n  - id: seen\n    verdict: purpose\n    text: Filas menores.\n    direction: positive\n    sources:\n      - id: audit-2021\n        locator: page 2\n';
  const owing = (tree: typeof base) => plannedCases(readRegistry(tree).registry).map(({ id }) => id);
  expect(owing(withChange(planned, FAILED, 'lessons:\n', `${told}lessons:\n`))).toEqual([]);
  const { text } = planned.get(FAILED) as { text: string };
  const like = (id: string, due: string) =>
    [FAILED.replace('failed-and-says-why', id), { text: text.replace("'2026-12'", due) }] as const;
  expect(owing(new Map([...planned, like('a-later-one', "'2027-03'"), like('an-earlier-one', '2025')]))).toEqual([
    'an-earlier-one',
    'failed-and-says-why',
    'a-later-one',
  ]);
});

test('what was planned owes its results by its first milestone', () => {
  const results = (today: string) => due(planned, today).filter(([what]) => what === 'results');
  expect(results('2026-12-20')).toEqual([['results', 'failed-and-says-why', '2026-12', false]]);
  expect(results('2027-01-01')).toEqual([['results', 'failed-and-says-why', '2026-12', true]]);
  expect(due(base, '2027-01-01').filter(([what]) => what === 'results')).toEqual([]);
});
