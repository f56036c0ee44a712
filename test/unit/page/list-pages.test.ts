import { STRENGTHS } from '#registry/case/schema.ts';
import { expect, test } from 'vitest';
import type { CaseView } from '#registry/case/record.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Context } from '../../../site/src/lib/context.ts';
import { byCountry, facets, facetValues, inPages, PAGE_SIZE } from '../../../site/src/lib/facets.ts';
import { lineages } from '../../../site/src/lib/lineages.ts';
import { LESSON_KINDS, lessonsIn, lessonsUnder, ofKind } from '../../../site/src/lib/lessons.ts';
import { atLeast } from '../../../site/src/lib/strength.ts';
import { registry } from '../../real-content.ts';

/** A registry of 2,000 cases: those that we have, again and again under other ids. */
const own = [...registry.cases.values()].map((record): CaseView => viewRecord(record, 'es'));
const many = Array.from({ length: 2000 }, (_none, index): CaseView => ({ ...own[index % own.length]!, id: `case-${index}` }));
const context = { ...makeSpeaker(registry, registry.locales.get('es')!), views: () => many } as unknown as Context;

/** Every item is on one page, and no page is longer than pages may be. */
function expectInPages(items: readonly unknown[], ids: readonly string[], expected: readonly string[]): void {
  expect(ids.toSorted()).toEqual(expected.toSorted());
  const pages = inPages(items);
  expect(pages.flat()).toEqual(items);
  expect(pages.every(({ length }) => length > 0 && length <= PAGE_SIZE)).toBe(true);
  expect(pages).toHaveLength(Math.ceil(expected.length / PAGE_SIZE));
}
const idsOf = (views: readonly CaseView[]) => views.map(({ id }) => id);

test('a page of a list stays as long as it is when the registry has 2,000 cases', () => {
  expect(PAGE_SIZE).toBeLessThanOrEqual(100);
  expectInPages(byCountry(context), idsOf(byCountry(context)), idsOf(many));
});

test('every list of cases by a facet has each of them once, in pages', () => {
  for (const facet of facets) {
    const values = facetValues(facet, context);
    expect(values.length, facet.segment).toBeGreaterThan(1);
    for (const { value, views } of values) {
      const having = many.filter((view) => facet.values(view, context).includes(value));
      expectInPages(views, idsOf(views), idsOf(having));
    }
  }
});

test('the lists by evidence have each case that is so strong once, the strongest first, in pages', () => {
  const strongest = ({ facts }: CaseView) => Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength));
  for (const strength of STRENGTHS) {
    const { views: listed, counts } = atLeast(context, strength);
    expect([...counts]).toEqual([...Map.groupBy(listed, strongest)].map(([each, { length }]) => [each, length]));
    expectInPages(listed, idsOf(listed), idsOf(many.filter((view) => strongest(view) >= strength)));
    expect(listed.map(strongest)).toEqual(listed.map(strongest).toSorted((a, b) => b - a));
  }
});

test('the lists of lessons have each of their lessons once, in pages', () => {
  const idOf = ({ view, lesson }: ReturnType<typeof lessonsIn>[number]) => `${view.id}#${lesson.id}`;
  for (const kind of LESSON_KINDS) {
    const listed = lessonsUnder(context, kind);
    expectInPages(listed, listed.map(idOf), ofKind(lessonsIn(many), kind).map(idOf));
  }
  const about = lessonsUnder(context, 'school-learning');
  const cases = many.filter(({ facts }) => facts.challenges.includes('school-learning'));
  expectInPages(about, about.map(idOf), lessonsIn(cases).map(idOf));
});

test('what stands in a list is worked out once, and not again for each of its pages', () => {
  const lists: (() => unknown)[] = [
    () => byCountry(context),
    () => facetValues(facets[0]!, context),
    () => lessonsUnder(context, 'works'),
    () => lessonsUnder(context, 'school-learning'),
    () => atLeast(context, 2),
    () => lineages(context),
  ];
  for (const list of lists) expect(list()).toBe(list());
  // Each language and each value has its own.
  const other = { ...context };
  expect(lessonsUnder(context, 'works')).not.toBe(lessonsUnder(context, 'fails'));
  expect(lessonsUnder(other, 'works')).not.toBe(lessonsUnder(context, 'works'));
});
