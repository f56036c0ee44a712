import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openPublication } from '../../api/edition/publication.ts';
import { createApp } from '../../api/http/app.ts';
import { DEFAULT_LIMITS, makeLimiters } from '../../api/http/limits.ts';
import { readingRoutes } from '../../api/routes/reading.ts';
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

let server: Server;
beforeAll(async () => {
  const siteDir = inject('siteDir');
  const publication = await openPublication('content', siteDir);
  const { name, locales: known, redirects } = publication.current().registry;
  const locales = [...known.values()];
  const routes = readingRoutes(
    { publication, siteDir: () => siteDir, locales },
    makeLimiters({ ...DEFAULT_LIMITS, reading: 1_000_000 }),
  );
  const app = createApp({ siteDir, name, locales, redirects, trustProxy: 0, routes });
  server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

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
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [locale, questions] of Map.groupBy(QUESTIONS, (question) => question.locale)) {
    const page = await visit(`${origin}/${locale}/search/`);
    for (const { q } of questions) {
      const response = await fetch(`${origin}/v1/search?${new URLSearchParams({ q, locale })}`);
      const { state, hits } = (await response.json()) as { state: string; hits: { id: string }[] };
      expect([q, await askPage(page, q)]).toEqual([q, { state, hits: hits.map(({ id }) => id) }]);
    }
  }
});
