import { describe, expect, test } from 'vitest';
import { alpha2 } from '#registry/country/country.ts';
import { REGION } from '#registry/country/region.ts';
import { pageAt, pages, problemsOn, readBuilt, SITE, textOf } from './built-site.ts';
import { areaOf, type CaseFacts, cases, contentLocales, outcomesIn } from './content.ts';

/** The values of each facet of the cases, from the content files. */
const WAYS: Record<string, (facts: CaseFacts) => readonly string[]> = {
  countries: ({ places }) => places.map(({ country }) => country.toLowerCase()),
  challenges: ({ challenges }) => [...new Set([...challenges, ...challenges.map((id) => areaOf.get(id)!)])],
  instruments: ({ instruments }) => instruments,
  sectors: ({ sectors }) => sectors,
  sdgs: ({ sdgs }) => (sdgs ?? []).map(({ goal }) => String(goal)),
  levels: ({ level }) => [level],
  kinds: ({ kind }) => [kind],
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
    const found = pages.filter(
      ({ path, document }) => path.startsWith(prefix) && path !== prefix && !document.querySelector('.no-cases'),
    );
    expect(found.map(({ path }) => path.slice(prefix.length, -1)).toSorted()).toEqual([...expected.keys()].toSorted());
    for (const { path, document } of found) {
      const links = [...document.querySelectorAll('.case-list .case-title a')].map((link) => link.getAttribute('href'));
      const ids = [...expected.get(path.slice(prefix.length, -1))!];
      expect(links.toSorted(), path).toEqual(ids.map((id) => `/${locale}/cases/${id}/`).toSorted());
    }
  });

  test.each([...contentLocales.keys()])('has in %s a feed for each value, with its newest cases and no others', (locale) => {
    for (const [value, ids] of expected) {
      const page = `/${locale}/${way}/${value}/`;
      const feed = readBuilt(`${page}feed.xml`);
      const told = [...feed.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id!.slice(SITE.length));
      expect(told[0]).toBe(page);
      expect(told.slice(1).length, page).toBe(Math.min(50, ids.size));
      expect(new Set(told.slice(1)).size, page).toBe(told.length - 1);
      for (const address of told.slice(1)) expect(ids.has(address.split('/')[3]!), `${page} ${address}`).toBe(true);
      const days = [...feed.matchAll(/<updated>([^<]+)<\/updated>/g)].map(([, day]) => day!).slice(1);
      expect(days, page).toEqual(days.toSorted().toReversed());
      const { document } = pageAt(page);
      expect(feed).toContain(`<title>${textOf(document.querySelector('h1')).replaceAll('&', '&amp;')} · `);
      expect(document.querySelector(`link[type="application/atom+xml"][href="${page}feed.xml"]`), page).not.toBeNull();
      expect(document.querySelector(`main a[href="${page}feed.xml"]`), page).not.toBeNull();
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

test.each([...contentLocales.keys()])('what the home page in %s says of weak evidence is counted from the records', (locale) => {
  const strongest = [...cases.values()].map(({ verdicts }) => Math.max(...verdicts.map(({ evidence }) => evidence.strength)));
  const count = (most: number) => `${strongest.filter((strength) => strength <= most).length} `;
  expect(textOf(pageAt(`/${locale}/`).document.querySelector('.holdings > .small'))).toContain(`: ${count(1)}`);
  expect(textOf(pageAt(`/${locale}/evidence/`).document.querySelector('.rule + p'))).toContain(` ${count(2)}`);
});

test('nothing is said to be stronger than the strongest evidence, and where no case has it the others are a step away', () => {
  const title = (strength: number) => textOf(pageAt(`/es/evidence/${strength}/`).document.querySelector('h1'));
  expect([title(4), title(5)]).toEqual(['Evidencia 4 o más', 'Evidencia 5']);
  for (const path of ['/es/explore/', '/es/evidence/']) expect(pageAt(path).html).not.toContain('Evidencia 5 o más');
  const { document } = pageAt('/pt/evidence/5/');
  expect(document.querySelector('.case-list') ?? document.querySelector('a[href="/pt/evidence/4/"]')).not.toBeNull();
});

describe('a value that no case has', () => {
  test('has a page that says so, with what is nearest: countries of the region by distance', () => {
    const { document } = pageAt('/es/countries/ecu/');
    expect(textOf(document.querySelector('h1'))).toBe('Aún no tenemos casos: Ecuador');
    expect([...document.querySelectorAll('.nearest a')].map(textOf)).toContain('Colombia');
    expect(document.querySelectorAll('.case-list .case-title a').length).toBeGreaterThan(2);
    expect(pageAt('/pt/countries/').document.querySelector('.no-cases-yet a[href="/pt/countries/ecu/"]')).not.toBeNull();
  });

  test('is nowhere a page that also lists cases of it, and every country of the region has a page', () => {
    const empty = pages.filter((page) => page.html.includes('no-cases') && page.document.querySelector('.no-cases'));
    expect(empty.length).toBeGreaterThan(contentLocales.size * 10);
    for (const { path } of empty) {
      const [, , way, value] = path.split('/') as [string, string, string, string];
      expect(expectedValues(way).has(value), path).toBe(false);
    }
  });

  test.each([...contentLocales.keys()])(
    'each of the 33 countries of the region has in %s a page with its cases, or one that says so, leads to the nearest and asks for one',
    (locale) => {
      const names = new Intl.DisplayNames([contentLocales.get(locale)!.tag], { type: 'region', style: 'short' });
      const held = expectedValues('countries');
      expect(REGION.size).toBe(33);
      for (const country of REGION.keys()) {
        const code = country.toLowerCase();
        const page = `/${locale}/countries/${code}/`;
        const { document } = pageAt(page);
        expect(textOf(document.querySelector('h1')), page).toContain(names.of(alpha2(country)!));
        expect(document.querySelector('.no-cases') === null, page).toBe(held.has(code));
        if (held.has(code)) continue;
        const nearest = [...document.querySelectorAll('.nearest a')].map((link) => link.getAttribute('href')!.split('/')[3]!);
        expect(nearest.length, page).toBeGreaterThan(2);
        expect(
          nearest.filter((each) => !held.has(each)),
          page,
        ).toEqual([]);
        for (const next of [`/${locale}/submit/`, `${page}feed.xml`])
          expect(document.querySelector(`main a[href="${next}"]`), page).not.toBeNull();
        // Nothing is there yet, and whoever follows it will be told.
        expect(readBuilt(`${page}feed.xml`)).not.toContain('<entry>');
      }
    },
  );
});

test('whatever page gives a number of cases beside a link to them gives the number that is there', () => {
  let seen = 0;
  const there = new Map<string, number>();
  const casesAt = (href: string) => {
    const known = there.get(href);
    if (known !== undefined) return known;
    const count = pageAt(href).document.querySelectorAll('.case-list .case-title a').length;
    there.set(href, count);
    return count;
  };
  const ways = Object.keys(WAYS).join('|');
  const found = problemsOn(
    function* ({ document }) {
      for (const link of document.querySelectorAll('main a[href]')) {
        const href = link.getAttribute('href')!;
        const count = link.nextElementSibling;
        if (!count?.classList.contains('count') || !new RegExp(`^/[a-z]+/(?:${ways})/[^/]+/$`).test(href)) continue;
        seen += 1;
        const said = Number(/\d+/.exec(textOf(count))![0]);
        if (said !== casesAt(href)) yield `says ${said} of ${href}, which has ${casesAt(href)}`;
      }
    },
    pages.filter(({ html }) => /class="(?:[^"]* )?count[" ]/.test(html)),
  );
  expect(found).toEqual([]);
  expect(seen).toBeGreaterThan(200);
});

describe('lessons', () => {
  const all = [...cases].flatMap(([id, { lessons = [] }]) => lessons.map((lesson) => ({ ...lesson, of: id })));
  const listed = (path: string) =>
    [...pageAt(path).document.querySelectorAll('.lesson-list a')].map((link) => link.getAttribute('href')!);

  test.each([...contentLocales.keys()])(
    'of each kind are all listed in %s, over as many pages as it takes, and counted so',
    (locale) => {
      for (const kind of ['works', 'fails', 'depends']) {
        const mine = all.filter((lesson) => lesson.kind === kind).map(({ of, id }) => `/${locale}/cases/${of}/#lesson-${id}`);
        const own = pages.filter(({ path }) => new RegExp(`^/${locale}/lessons/${kind}/(?:\\d+/)?$`).test(path));
        const hrefs = own.flatMap(({ path }) => listed(path));
        expect(hrefs.toSorted()).toEqual(mine.toSorted());
        const link = pageAt(`/${locale}/lessons/`).document.querySelector(`main ul a[href="/${locale}/lessons/${kind}/"]`)!;
        expect(textOf(link.nextElementSibling)).toBe(String(mine.length));
      }
    },
  );

  test('of a problem are those of its cases, and the table counts them', () => {
    const value = 'school-learning';
    const mine = all.filter(({ of }) => cases.get(of)!.challenges.includes(value));
    expect(listed(`/es/lessons/${value}/`).length).toBe(mine.length);
    const row = pageAt('/es/lessons/').document.querySelector(`.lesson-table a[href="/es/lessons/${value}/"]`)!.closest('tr')!;
    expect([...row.querySelectorAll('td')].reduce((sum, cell) => sum + Number(textOf(cell)), 0)).toBe(mine.length);
  });

  test('about what failed are one step from the home page', () => {
    expect(pageAt('/es/').document.querySelector('.way a[href="/es/lessons/fails/"]')).not.toBeNull();
  });
});

test('a case stands under the strongest evidence that it has, and its line says that strength', () => {
  for (const { path, document } of pages.filter((page) => /^\/\w+\/evidence\/\d\//.test(page.path)))
    for (const group of document.querySelectorAll('section.group')) {
      const heading = textOf(group.querySelector('h2 .evidence'));
      expect(heading, path).toMatch(/\d/);
      for (const line of group.querySelectorAll('.case-item .evidence')) expect(textOf(line), path).toBe(heading);
    }
});

test.each([0, 1, 2, 3, 4, 5])('cases with evidence %s or more are listed once each, and counted on the home page', (strength) => {
  const strongest = (facts: CaseFacts) => Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength));
  const mine = [...cases].filter(([, facts]) => strongest(facts) >= strength).map(([id]) => `/en/cases/${id}/`);
  const { document } = pageAt(`/en/evidence/${strength}/`);
  const listed = [...document.querySelectorAll('.case-list .case-title a')].map((link) => link.getAttribute('href')!);
  expect(listed.toSorted()).toEqual(mine.toSorted());
  const row = pageAt('/en/').document.querySelector(`table.bars a[href="/en/evidence/${strength}/"]`)!.closest('tr')!;
  expect(Number(textOf(row.querySelector('td')))).toBe(
    [...cases.values()].filter((facts) => strongest(facts) === strength).length,
  );
});

describe('what is known about a problem', () => {
  const { document } = pageAt('/es/challenges/school-learning/');
  const about = [...cases].filter(([, { challenges }]) => challenges.includes('school-learning'));

  test('has every verdict of its cases under each of their instruments', () => {
    const instruments = [...document.querySelectorAll('.known-instrument')];
    expect(instruments.length).toBe(new Set(about.flatMap(([, facts]) => facts.instruments)).size);
    const links = instruments.flatMap((each) => [...each.querySelectorAll('li a')].map((link) => link.getAttribute('href')));
    const expected = about.flatMap(([id, { instruments: used, verdicts }]) =>
      used.flatMap(() => verdicts.map((verdict) => `/es/cases/${id}/#verdict-${verdict.id}`)),
    );
    expect(links.toSorted()).toEqual(expected.toSorted());
  });

  test('puts results about the same thing side by side that disagree', () => {
    const sides = [...document.querySelectorAll('.two-sides')].map((both) =>
      [...both.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    );
    expect(sides).toContainEqual([
      '/es/cases/uruguay-plan-ceibal/#result-scores-early-estimate',
      '/es/cases/uruguay-plan-ceibal/#result-scores-exact-dates',
    ]);
  });

  test('counts what is missing, and asks what the cases depended on', () => {
    const verdicts = about.flatMap(([, facts]) => facts.verdicts);
    const compared = verdicts.filter(({ evidence }) => evidence.strength >= 3).length;
    expect(textOf(document.querySelector('[data-count="comparison"]'))).toMatch(
      new RegExp(`^${compared} de ${verdicts.length} `),
    );
    expect(document.querySelector('a[href="/es/cases/uruguay-plan-ceibal/#transfer-state-telecom"]')).not.toBeNull();
  });
});

test('the page of a lab tells what it led apart from what it answers for, and who learned from it', () => {
  expect(textOf(pageAt('/es/labs/latu/').document.querySelector('#role-lead'))).toMatch(/^Casos que dirigió \d+$/);
  const { document } = pageAt('/es/labs/lo-que-funciona/');
  expect(document.querySelector('#role-told')).not.toBeNull();
  const learned = pages.filter((page) => /^\/es\/labs\/[^/]+\/$/.test(page.path) && page.document.querySelector('.learned'));
  expect(learned.length).toBeGreaterThan(0);
});
