import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openPublication } from '../../api/edition/publication.ts';
import { createApp } from '../../api/http/app.ts';
import { DEFAULT_LIMITS, makeLimiters } from '../../api/http/limits.ts';
import { readingRoutes } from '../../api/routes/reading.ts';
import { searchPageRoutes } from '../../api/routes/search-page.ts';
import { listen, type Listening } from '../api/listen.ts';
import { useBrowser, visit } from './browser.ts';

useBrowser();

interface Question {
  locale: string;
  q: string;
}
const questionsOf = (name: string): Question[] =>
  (JSON.parse(readFileSync(`test/fixtures/relevance/${name}-queries.json`, 'utf8')) as { queries: Question[] }).queries;
/** Twenty of each kind: with an answer, without, and judged. */
const QUESTIONS = ['answered', 'unanswered', 'judged'].flatMap((name) => {
  const all = questionsOf(name);
  return all.filter((_, at) => at % Math.floor(all.length / 20) === 0).slice(0, 20);
});

let server: Listening;
const origin = () => server.origin;
beforeAll(async () => {
  const siteDir = inject('siteDir');
  const publication = await openPublication('content', siteDir, join(siteDir, 'none'));
  const { name, locales: known, redirects } = publication.current().registry;
  const locales = [...known.values()];
  const routes = readingRoutes(
    { publication, siteDir: () => siteDir, locales },
    makeLimiters({ ...DEFAULT_LIMITS, reading: 1_000_000 }),
  );
  const search = publication.current().search;
  const pages = [searchPageRoutes({ search, publication, siteDir: () => siteDir, limit: (_request, _response, next) => next() })];
  const app = createApp({ siteDir, name, locales, redirects, trustProxy: 0, routes, pages });
  server = await listen(app);
});
afterAll(() => server.close());

/** The state of the page and the addresses of its hits once it has answered a question. */
async function askPage(page: Page, q: string): Promise<{ state: string; hits: string[] }> {
  await page.locator('#q').fill(q);
  await page.waitForFunction((typed) => new URL(location.href).searchParams.get('q') === typed, q);
  await page.waitForFunction(
    () => document.getElementById('answer')?.dataset['q'] === (document.getElementById('q') as HTMLInputElement).value,
  );
  return await page.evaluate(() => ({
    state: document.getElementById('answer')!.dataset['state']!,
    hits: [...document.querySelectorAll('#results .case-title a')].map((link) => link.getAttribute('href')!.split('/').at(-2)!),
  }));
}

test('the page and the API give the same answer to sixty questions', async () => {
  expect(QUESTIONS).toHaveLength(60);
  for (const [locale, questions] of Map.groupBy(QUESTIONS, (question) => question.locale)) {
    const page = await visit(`${origin()}/${locale}/search/`);
    for (const { q } of questions) {
      const response = await fetch(`${origin()}/v1/search?${new URLSearchParams({ q, locale })}`);
      const { state, hits } = (await response.json()) as { state: string; hits: { id: string }[] };
      expect([q, await askPage(page, q)]).toEqual([q, { state, hits: hits.map(({ id }) => id) }]);
    }
  }
});

test('an answer of the server stays when the index comes, with the focus of who reads it; only then are there counts', async () => {
  let come = (): void => undefined;
  const hold = new Promise<void>((resolve) => (come = resolve));
  const page = await visit(`${origin()}/es/search/?q=presupuesto`, {}, (blank) =>
    blank.route('**/search/*.json', async (route) => {
      await hold;
      await route.continue();
    }),
  );
  const second = page.locator('#results .case-title a').nth(1);
  await second.focus();
  const counts = async () => new Set(await page.locator('#filters .count').allTextContents());
  expect(await counts()).toEqual(new Set(['…']));
  come();
  await page.waitForFunction(() => !document.querySelector('#filters .count')!.textContent!.includes('…'));
  expect(await second.evaluate((link) => link === document.activeElement)).toBe(true);
});

const openPlain = async (path: string) => await visit(`${origin()}${path}`, { javaScriptEnabled: false });

test.each([
  ['hits with their words marked, and lessons', '/es/search/?q=laptop+escuelas'],
  ['hits of every kind of record', '/pt/search/?kind=session&kind=method&kind=snapshot'],
  ['the second page', '/es/search/?q=programa&page=2'],
  ['a corrected word', '/en/search/?q=educattion'],
  ['nothing, with the nearest problems', '/es/search/?q=casas+refugio+para+mujeres+golpeadas'],
  ['nothing under filters', '/es/search/?q=laptop&country=HTI&outcome=worked'],
])('with and without JavaScript a page shows the same: %s', async (_what, path) => {
  const shown = () =>
    ['status', 'note', 'results', 'lessons', 'empty', 'pages'].map((id) => {
      const { hidden, innerHTML } = document.getElementById(id)!;
      return { id, hidden, innerHTML };
    });
  const plain = await (await openPlain(path)).evaluate(shown);
  // Where no server answers, the script does.
  const page = await visit(path);
  await page.waitForFunction(() => document.getElementById('answer')!.dataset['q'] !== undefined);
  expect(await page.evaluate(shown)).toEqual(plain);
});

describe('without JavaScript the server answers', () => {
  const open = openPlain;

  test('a question with its hits, and keeps the words', async () => {
    const page = await open('/es/search/?q=mining');
    expect(await page.locator('#q').inputValue()).toBe('mining');
    expect(await page.locator('#status').textContent()).toContain('mining');
    const first = page.locator('#results .case-item').first();
    expect(await first.locator('.case-title a').getAttribute('href')).toBe('/es/cases/chile-corfo-mining-programme/');
    expect(await first.locator('.case-through').textContent()).toContain('English');
    await page.locator('.languages a[lang="en"]').click();
    expect(new URL(page.url()).search).toBe('?q=mining');
    expect(await page.locator('#q').inputValue()).toBe('mining');
  });

  test('that there is nothing, with the nearest problems and no case', async () => {
    const page = await open('/es/search/?q=casas+refugio+para+mujeres+golpeadas');
    expect(await page.locator('#status').textContent()).toContain('Todavía no tenemos nada');
    expect(await page.locator('#named').textContent()).toContain('Violencia contra las mujeres');
    expect(await page.locator('#results > li').count()).toBe(0);
    expect(await page.locator('#nearest a').first().isVisible()).toBe(true);
  });

  test('page by page, and text as text', async () => {
    const page = await open('/es/search/?q=programa');
    await page.locator('#pages a').click();
    expect(new URL(page.url()).searchParams.get('page')).toBe('2');
    const attack = await open(`/es/search/?q=${encodeURIComponent('"><img src=x> ceibal')}`);
    expect(await attack.locator('main img').count()).toBe(0);
    expect(await attack.locator('#q').inputValue()).toBe('"><img src=x> ceibal');
  });

  test('nothing when nothing is asked: the page is the one that was built', async () => {
    const page = await open('/es/search/');
    expect(await page.locator('#results > li').count()).toBe(20);
  });
});
