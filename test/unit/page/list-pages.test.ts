import { LESSON_KINDS, STRENGTHS } from '#registry/case/schema.ts';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import type { CaseView } from '#registry/case/record.ts';
import { methodPage } from '#registry/method/page/method-page.ts';
import { html } from '#registry/page/html.ts';
import { inPages, PAGE_SIZE } from '#registry/page/in-pages.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Context } from '../../../site/src/lib/context.ts';
import { byCountry, facets, facetValues } from '../../../site/src/lib/facets.ts';
import { lineages } from '../../../site/src/lib/lineages.ts';
import { missions } from '../../../site/src/lib/missions.ts';
import { lessonsIn, lessonsUnder, ofKind } from '../../../site/src/lib/lessons.ts';
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
const idsOf = (views: readonly { id: string }[]) => views.map(({ id }) => id);

test('a page of a list stays as long as it is when the registry has 2,000 cases', () => {
  expect(PAGE_SIZE).toBeLessThanOrEqual(100);
  expectInPages(byCountry(context), idsOf(byCountry(context)), idsOf(many));
});

test('every list of cases by a facet has each of them once, in pages', () => {
  for (const facet of facets) {
    const values = facetValues(context, facet);
    expect(values.length, facet.segment).toBeGreaterThan(1);
    const own = many.map((view) => ({ id: view.id, values: new Set(facet.values(view, context)) }));
    for (const { value, views } of values) {
      const having = own.filter((each) => each.values.has(value));
      expectInPages(views, idsOf(views), idsOf(having));
    }
  }
});

test('the lists by evidence have each case that is so strong once, the strongest first, in pages', () => {
  const strongest = ({ facts }: CaseView) => Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength));
  for (const strength of STRENGTHS) {
    const { views: listed, counts } = atLeast(context, strength);
    const groups = Map.groupBy(listed, strongest);
    expect([...counts]).toEqual(
      STRENGTHS.filter((each) => each >= strength)
        .toReversed()
        .map((each) => [each, groups.get(each)?.length ?? 0]),
    );
    if (listed.length > 0) expectInPages(listed, idsOf(listed), idsOf(many.filter((view) => strongest(view) >= strength)));
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

test('the pages of missions have each case with a mission or milestones once, and those with the same mission beside each other', () => {
  const pages = missions(context);
  const listed = pages.flat();
  const having = many.filter(({ facts }) => facts.mission ?? (facts.milestones ?? []).length > 0);
  expect(idsOf(listed).toSorted()).toEqual(idsOf(having).toSorted());
  expect(pages.every(({ length }) => length > 0 && length <= PAGE_SIZE)).toBe(true);
  const stated = listed.map(({ facts }) => facts.mission?.statement);
  const changes = stated.filter((words, index) => words !== stated[index - 1]);
  expect(changes).toHaveLength(new Set(stated).size);
});

test('the page of a method that many cases use has the first of them, and leads to the page with the others', () => {
  const cases = new Map(
    [...registry.cases.values()].flatMap((record) =>
      Array.from(
        { length: 20 },
        (_none, index) => [`${record.id}-${index}`, { ...record, id: `${record.id}-${index}` }] as const,
      ),
    ),
  );
  const speaker = makeSpeaker({ ...registry, cases }, registry.locales.get('es')!);
  const method = registry.methods.get('sector-roundtable')!;
  const article = methodPage({ view: viewRecord(method, 'es'), record: method, speaker, modified: '2026-01-01' });
  const { document } = parseHTML(`<main>${html(article)}</main>`);
  expect(document.querySelectorAll('.case-item')).toHaveLength(PAGE_SIZE);
  const using = [...cases.values()].filter(({ facts }) => facts.methods?.includes('sector-roundtable')).length;
  expect(document.querySelector('a[href="/es/methods/sector-roundtable/2/"]')?.textContent).toBe(`y ${using - PAGE_SIZE} más`);
});

test('what stands in a list is worked out once, and not again for each of its pages', () => {
  const lists: (() => unknown)[] = [
    () => byCountry(context),
    () => facetValues(context, facets[0]!),
    () => lessonsUnder(context, 'works'),
    () => lessonsUnder(context, 'school-learning'),
    () => atLeast(context, 2),
    () => lineages(context),
    () => missions(context),
  ];
  for (const list of lists) expect(list()).toBe(list());
  // Each language and each value has its own.
  const other = { ...context };
  expect(lessonsUnder(context, 'works')).not.toBe(lessonsUnder(context, 'fails'));
  expect(lessonsUnder(other, 'works')).not.toBe(lessonsUnder(context, 'works'));
});
