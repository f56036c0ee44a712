import { describe, expect, test } from 'vitest';
import { pageAt, readBuilt, SITE, textOf } from './built-site.ts';
import { cases, contentLocales, sessions, translationOf } from './content.ts';

interface Words {
  title: string;
  theme: string;
  questions: Record<string, { text: string }>;
  lessons?: Record<string, { text: string }>;
  results?: Record<string, { text: string }>;
}
const localeIds = [...contentLocales.keys()];

/** A lesson or result in a language, as its case's file has it. */
function textOfStatement(name: string, locale: string): string {
  const [id, anchor] = name.split('#') as [string, string];
  const list = anchor.startsWith('lesson-') ? 'lessons' : 'results';
  const item = anchor.replace(/^(?:lesson|result)-/, '');
  const words = translationOf(id, locale) as Words | undefined;
  return words?.[list]?.[item]?.text ?? cases.get(id)![list]!.find((each) => each.id === item)!.text;
}

test('there are two sessions, of different themes, and both say that they are only proposed', () => {
  expect([...sessions.keys()]).toEqual(['2027-mesas', '2027-renta-natural']);
  for (const { status } of sessions.values()) expect(status).toBe('proposed');
  const [first, second] = [...sessions.values()].map(({ selection }) => new Set(selection.cases.map((each) => each.case)));
  expect([...first!].filter((id) => second!.has(id))).toEqual([]);
});

describe.each(localeIds)('in %s', (locale) => {
  test('the list has each session once, with its question', () => {
    const { document } = pageAt(`/${locale}/sessions/`);
    const links = [...document.querySelectorAll('.case-list .case-title a')].map((link) => link.getAttribute('href')!);
    expect(links.toSorted()).toEqual([...sessions.keys()].map((id) => `/${locale}/sessions/${id}/`));
    for (const [id, { theme }] of sessions)
      expect(textOf(document.querySelector('.case-list'))).toContain(
        (translationOf(id, locale) as Words | undefined)?.theme ?? theme,
      );
  });

  test.each([...sessions])(
    '%s has its questions, each with what cases say word for word, linked to where they say it',
    (id, facts) => {
      const { document } = pageAt(`/${locale}/sessions/${id}/`);
      const words = translationOf(id, locale) as Words | undefined;
      expect(textOf(document.querySelector('h1'))).toBe(words?.title ?? facts.title);
      const quoted = [...document.querySelectorAll('section:not(#grids) .quote')].map((item) => ({
        text: textOf(item.querySelector('q')),
        href: item.querySelector('a')!.getAttribute('href'),
      }));
      const named = [...facts.questions.flatMap(({ lessons }) => lessons), ...facts.highlights];
      expect(quoted).toEqual(
        named.map((name) => ({ text: textOfStatement(name, locale), href: `/${locale}/cases/${name}`.replace('#', '/#') })),
      );
      for (const question of facts.questions)
        expect(textOf(document.querySelector(`#question-${question.id}`))).toBe(
          words?.questions[question.id]?.text ?? question.text,
        );
      for (const { case: left } of facts.selection.leftOut ?? [])
        expect(document.querySelector(`#selection a[href="/${locale}/cases/${left}/"]`), left).not.toBeNull();
      const chosen = [...document.querySelectorAll('#cases .case-title a')].map((link) => link.getAttribute('href'));
      expect(chosen).toEqual(facts.selection.cases.map((each) => `/${locale}/cases/${each.case}/`));
      expect(document.querySelector('#participants .transfer')).toBeNull();
    },
  );

  test('an assessment grid has a row for each pillar, and every mark leads to where a case says so', () => {
    const { document } = pageAt(`/${locale}/sessions/2027-mesas/`);
    const [grid] = document.querySelectorAll('.assessment-grid');
    expect(grid!.querySelectorAll('tbody tr')).toHaveLength(5);
    const links = [...document.querySelectorAll('.assessment-grid tbody a')].map((link) => link.getAttribute('href')!);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) {
      const [path, anchor] = link.split('#');
      expect(pageAt(path!).document.querySelector(`#${anchor}`), link).not.toBeNull();
    }
  });

  test('readers find sessions by their question', () => {
    const { documents } = JSON.parse(readBuilt(`/search/${locale}.json`)) as {
      documents: { id: string; card: { kind: string; summary: string } }[];
    };
    const found = documents.filter(({ card }) => card.kind === 'session');
    expect(found.map(({ id }) => id).toSorted()).toEqual([...sessions.keys()]);
    for (const { card } of found) expect(card.summary).not.toBe('');
  });

  test('the board of commitments says that there is none, and names nobody', () => {
    const { document } = pageAt(`/${locale}/commitments/`);
    expect(document.querySelector('section:not([aria-labelledby="planned"]) .case-list')).toBeNull();
    expect(textOf(document.querySelector('main'))).not.toBe('');
  });
});

test('a session is published as data', () => {
  for (const id of sessions.keys()) {
    const data = JSON.parse(readBuilt(`/sessions/${id}.json`)) as { id: string; pages: Record<string, string> };
    expect(data).toMatchObject({ id, pages: { es: `${SITE}/es/sessions/${id}/` } });
  }
});

test.each(localeIds)('sessions and commitments have feeds in %s, which their pages name', (locale) => {
  for (const folder of ['sessions', 'commitments']) {
    const page = `/${locale}/${folder}/`;
    const { document } = pageAt(page);
    expect(document.querySelector(`link[type="application/atom+xml"][href="${page}feed.xml"]`)).not.toBeNull();
    expect(document.querySelector(`main a[href="${page}feed.xml"]`)).not.toBeNull();
    const { items } = JSON.parse(readBuilt(`${page}feed.json`)) as { items: { url: string }[] };
    expect(items.map(({ url }) => url).toSorted()).toEqual(
      folder === 'sessions' ? [...sessions.keys()].map((id) => `${SITE}${page}${id}/`) : [],
    );
    expect(readBuilt(`${page}feed.xml`)).toContain(`href="${SITE}${page}feed.xml"`);
  }
});

test.each(localeIds)('what has changed since the last edition is told in %s', (locale) => {
  const { document } = pageAt(`/${locale}/sessions/2027-mesas/changes/`);
  expect(document.querySelector(`.crumb a[href="/${locale}/sessions/2027-mesas/"]`)).not.toBeNull();
  expect(document.querySelectorAll('main h1')).toHaveLength(1);
  expect(pageAt(`/${locale}/sessions/2027-mesas/`).document.querySelector('a[href$="/changes/"]')).not.toBeNull();
});

interface Quoted {
  name: string;
  href: string;
  text: { text: string };
}

/** The statements of a published pack, as its data has them. */
const statementsIn = (value: unknown): Quoted[] =>
  typeof value !== 'object' || value === null
    ? []
    : 'href' in value && 'cites' in value
      ? [value as unknown as Quoted]
      : Object.values(value).flatMap(statementsIn);

test.each(localeIds)('the frozen pack in %s says what it said: it has the digest that its edition names', (locale) => {
  const { document } = pageAt(`/${locale}/sessions/2027-mesas/1/`);
  expect(document.querySelector('#decision')).not.toBeNull();
  expect(document.querySelector('.notice')).toBeNull();
});

test.each(localeIds)('every statement of the frozen pack in %s has a page that says it word for word', (locale) => {
  const data = JSON.parse(readBuilt(`/${locale}/sessions/2027-mesas/1/2027-mesas-1-${locale}.json`)) as object;
  const quoted = new Map(statementsIn(data).map((each) => [each.href, each]));
  expect(quoted.size).toBeGreaterThan(60);
  for (const { href, text } of quoted.values()) {
    const { document } = pageAt(new URL(href).pathname);
    expect(textOf(document.querySelector('.statement-page q')), href).toBe(text.text);
  }
});
