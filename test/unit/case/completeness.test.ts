import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type CasePart, completenessOf, UNWEIGHED, WEIGHTS } from '#registry/case/completeness.ts';
import { type Case, caseSchema } from '#registry/case/schema.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const short = registry.cases.get('snapshot-of-two-countries')!.facts;
const worked = registry.cases.get('worked-with-citations')!.facts;

test('every part that a case may leave out has its weight or a reason for none, and together they are a hundred', () => {
  const optional = Object.entries(caseSchema.shape).flatMap(([key, field]) => (field instanceof z.ZodOptional ? [key] : []));
  const weighed = new Set([...Object.keys(WEIGHTS).map((part) => part.split('.')[0]!), ...UNWEIGHED]);
  expect(optional.filter((key) => !weighed.has(key))).toEqual([]);
  expect([...weighed].filter((key) => !optional.includes(key))).toEqual([]);
  expect(Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBe(100);
});

test('a part is there when one item has it', () => {
  const parts = (facts: Partial<Case>) => completenessOf(facts).next.map(({ part }) => part);
  expect(parts(worked)).not.toContain('lessons.caveat');
  expect(parts({ ...worked, lessons: worked.lessons!.map(({ caveat: _, ...lesson }) => lesson) })).toContain('lessons.caveat');
  expect(parts({ ...worked, lessons: [] })).toEqual(expect.arrayContaining(['lessons', 'lessons.conditions', 'lessons.caveat']));
  expect(parts({ ...worked, results: [{ ...worked.results![0]!, value: 0 }] })).not.toContain('results.value');
});

test('what the sources are said not to tell counts half', () => {
  const { notReported: _, ...silent } = short;
  const [none, both] = [completenessOf(silent), completenessOf(short)];
  expect(both.score - none.score).toBe((WEIGHTS.cost + WEIGHTS.since) / 2);
  const step = (part: CasePart, { next }: typeof none) => next.find((found) => found.part === part);
  expect(step('cost', none)).toEqual({ part: 'cost', adds: 8, addsAbsence: 4 });
  expect(step('cost', both)).toEqual({ part: 'cost', adds: 4, addsAbsence: 0 });
  expect(step('lineage', none)).toEqual({ part: 'lineage', adds: 4, addsAbsence: 0 });
});

test('what adds most comes first, and adding it all makes a hundred', () => {
  const { score, next } = completenessOf(short);
  expect(score).toBeLessThan(completenessOf(worked).score);
  expect(next.map(({ adds }) => adds)).toEqual(next.map(({ adds }) => adds).toSorted((a, b) => b - a));
  expect(score + next.reduce((sum, { adds }) => sum + adds, 0)).toBe(100);
  expect(completenessOf({}).score).toBe(0);
});

test('every step has its words in every language', () => {
  for (const { strings } of registry.locales.values()) {
    const parts = Object.keys(strings).flatMap((key) => /^advice\.part\.(.*)$/.exec(key)?.[1] ?? []);
    expect(parts.toSorted()).toEqual(Object.keys(WEIGHTS).toSorted());
  }
});

test('the guide shows the table of weights', () => {
  const guide = readFileSync(new URL('../../../docs/content-guide.md', import.meta.url), 'utf8');
  const rows = [...guide.matchAll(/^\| `([\w.]+)` +\| +(\d+) +\|/gm)].map(([, part, weight]) => [part, Number(weight)]);
  expect(rows).toEqual(Object.entries(WEIGHTS));
});
