import { describe, expect, test } from 'vitest';
import { pageAt, pages, textOf } from './built-site.ts';
import { areaOf, type CaseFacts, cases, contentLocales, outcomesIn } from './content.ts';

/** The values of each facet of the cases, from the content files. */
const WAYS: Record<string, (facts: CaseFacts) => readonly string[]> = {
  countries: ({ places }) => places.map(({ country }) => country.toLowerCase()),
  challenges: ({ challenges }) => [...new Set([...challenges, ...challenges.map((id) => areaOf.get(id)!)])],
  instruments: ({ instruments }) => instruments,
  sectors: ({ sectors }) => sectors,
  sdgs: ({ sdgs }) => (sdgs ?? []).map(({ goal }) => String(goal)),
  levels: ({ level }) => [level],
  outcomes: outcomesIn,
  labs: ({ steward, actors }) => [steward, ...actors.flatMap(({ lab }) => lab ?? [])],
};

function expectedValues(way: string): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const [id, facts] of cases) {
    for (const value of WAYS[way]!(facts)) values.set(value, (values.get(value) ?? new Set()).add(id));
  }
  return values;
}

test('the page of a lab says how complete each record in its care is, in the order in which it lists them, and leaves none out', () => {
  for (const { path, document } of pages.filter(({ path }) => /^\/\w+\/labs\/[^/]+\/$/.test(path))) {
    const lab = path.split('/')[3];
    const listed = [...document.querySelectorAll('.case-list .case-title a')].map((link) => link.getAttribute('href')!);
    const inCare = listed.filter((href) => cases.get(href.split('/')[3]!)!.steward === lab);
    const items = [...document.querySelectorAll('.completeness li')];
    expect(
      items.map((item) => item.querySelector('a')?.getAttribute('href')),
      path,
    ).toEqual(inCare);
    for (const item of items) expect(textOf(item)).toMatch(/: \d+ (?:de|of) 100\. ./);
  }
  expect(pageAt('/es/labs/lo-que-funciona/').document.querySelectorAll('.completeness li').length).toBeGreaterThan(10);
});

describe.each(Object.keys(WAYS))('browsing by %s', (way) => {
  const expected = expectedValues(way);

  test.each([...contentLocales.keys()])('has in %s a page for each value, with exactly its cases', (locale) => {
    expect(expected.size).toBeGreaterThan(0);
    const prefix = `/${locale}/${way}/`;
    const found = pages.filter(({ path }) => path.startsWith(prefix) && path !== prefix);
    expect(found.map(({ path }) => path.slice(prefix.length, -1)).toSorted()).toEqual([...expected.keys()].toSorted());
    for (const { path, document } of found) {
      const links = [...document.querySelectorAll('.case-list .case-title a')].map((link) => link.getAttribute('href'));
      const ids = [...expected.get(path.slice(prefix.length, -1))!];
      expect(links.toSorted(), path).toEqual(ids.map((id) => `/${locale}/cases/${id}/`).toSorted());
    }
  });

  test.each([...contentLocales.keys()])(
    'counts the cases of each value in %s, in its own list and on the explore page',
    (locale) => {
      const counts = (selector: string, from: string) =>
        Object.fromEntries(
          [...pageAt(from).document.querySelectorAll(selector)].map((item) => [
            item.querySelector('a')!.getAttribute('href')!.split('/')[3],
            Number(/\d+/.exec(textOf(item.querySelector('.count')))?.[0] ?? 0),
          ]),
        );
      const right = Object.fromEntries([...expected].map(([value, ids]) => [value, ids.size]));
      expect(counts('.value-list > li, main .area', `/${locale}/${way}/`)).toEqual(right);
      expect(counts(`section[aria-labelledby="facet-${way}"] .values > li`, `/${locale}/explore/`)).toEqual(right);
    },
  );
});

test('challenges stand under the area that they belong to, and lead back to it', () => {
  const { document } = pageAt('/es/challenges/');
  const areas = [...document.querySelectorAll('main .area')];
  expect(areas.length).toBeGreaterThan(5);
  for (const area of areas) {
    const id = area.querySelector('a')!.getAttribute('href')!.split('/')[3];
    const list = area.nextElementSibling!;
    expect(list.getAttribute('aria-labelledby')).toBe(id);
    for (const link of list.querySelectorAll('a')) {
      const challenge = link.getAttribute('href')!.split('/')[3]!;
      expect(areaOf.get(challenge)).toBe(id);
      const crumbs = pageAt(`/es/challenges/${challenge}/`).document.querySelectorAll('.crumb a');
      expect([...crumbs].at(-1)!.getAttribute('href')).toBe(`/es/challenges/${id}/`);
    }
    const inside = [...pageAt(`/es/challenges/${id}/`).document.querySelectorAll('.areas a')];
    expect(inside.map((link) => link.getAttribute('href'))).toEqual(
      [...list.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    );
  }
});

test.each([...contentLocales.keys()])('the list of all cases in %s has each of them once', (locale) => {
  const links = [...pageAt(`/${locale}/cases/`).document.querySelectorAll('.case-list .case-title a')].map((link) =>
    link.getAttribute('href'),
  );
  expect(links.toSorted()).toEqual([...cases.keys()].map((id) => `/${locale}/cases/${id}/`).toSorted());
});

test.each([...contentLocales.keys()])(
  'the home page in %s counts outcomes as the records give them, those that failed too',
  (locale) => {
    const [byOutcome] = pageAt(`/${locale}/`).document.querySelectorAll('table.bars');
    const rows = [...byOutcome!.querySelectorAll('tbody tr')].map((row) => [
      /outcome-([a-z-]+)/.exec(row.querySelector('.outcome')!.className)![1],
      Number(textOf(row.querySelector('td'))),
    ]);
    const outcomes = ['worked', 'mixed', 'did-not-work', 'too-early', 'unknown'];
    expect(rows).toEqual(
      outcomes.map((outcome) => [outcome, [...cases.values()].filter((facts) => outcomesIn(facts).includes(outcome)).length]),
    );
  },
);
