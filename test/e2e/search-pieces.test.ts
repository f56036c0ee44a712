import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { makeDocuments, makeProblems } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import type { IndexFile } from '#registry/search/index-pieces.ts';
import { indexFiles } from '#registry/search/published-index.ts';
import { querySchema } from '#registry/search/query.ts';
import { useBrowser, visit, waitForText } from './browser.ts';
import { registry } from '../real-content.ts';

useBrowser();

/** The index of the site in pieces, as a larger registry publishes it. */
let files: IndexFile[];
let whole: SearchEngine;
beforeAll(async () => {
  const documents = [...makeDocuments(registry, ['es'])];
  const problems = makeProblems(registry, documents);
  files = indexFiles(documents, 'es', problems, 0);
  whole = createEmbedded(documents, problems);
});

/** A search page whose index is in pieces; `hold` says what becomes of a piece before it is sent. */
async function open(path: string, hold: (name: string) => Promise<boolean> = async () => true): Promise<Page> {
  return await visit(path, {}, async (page) => {
    await page.context().route(/\/search\/es(?:\.json|\/.*)$/, async (route) => {
      const name = new URL(route.request().url()).pathname.replace('/search/', '');
      const file = files.find((each) => each.path === name);
      const isSent = await hold(name);
      await (file && isSent ? route.fulfill({ json: file.content() }) : route.fulfill({ status: 404 }));
    });
  });
}

const hits = (page: Page) =>
  page
    .locator('#results .case-title a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!.split('/').at(-2)!));
const answerOf = async (q: string) => (await whole.search(querySchema.parse({ q, locale: 'es' }))).hits.map(({ id }) => id);

test('the first ten results stand before the rest, the page says that more is coming, and only appends', async () => {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  const page = await open('/es/search/?q=innovación+', async (name) => {
    if (name.endsWith('/facets.json')) await isReleased;
    return true;
  });
  await waitForText(page, '#coming', 'Faltan por llegar');
  const expected = await answerOf('innovación ');
  expect(await hits(page)).toEqual(expected.slice(0, 10));
  expect(await page.locator('#filters .count').first().textContent()).toBe('…');
  await page.evaluate(() => document.querySelectorAll('#results > li').forEach((item) => item.setAttribute('data-was', 'there')));
  release();
  await page.locator('#coming').waitFor({ state: 'hidden' });
  expect(await hits(page)).toEqual(expected);
  expect(await page.locator('#results > li[data-was]').count()).toBe(10);
  expect(await page.locator('#filters .count').first().textContent()).toMatch(/\d/);
});

/** Holds each piece as long as a line of 60 kB a second needs for it, 300 ms from its start on; all pieces share the line. */
function slowLine(): (name: string) => Promise<boolean> {
  let freeAt = 0;
  return async (name) => {
    const file = files.find((each) => each.path === name);
    const bytes = file ? gzipSync(JSON.stringify(file.content())).length : 0;
    await wait(300);
    freeAt = Math.max(freeAt, performance.now()) + bytes / 60;
    await wait(Math.max(0, freeAt - performance.now()));
    return true;
  };
}

interface Seen {
  q: string;
  state: string;
  hits: string[];
  isComing: boolean;
}

test('at 60 kB a second an answer comes once, or says that more is coming and is only appended to', async () => {
  const page = await open('/es/search/', slowLine());
  await page.evaluate(() => {
    const seen: Seen[] = [];
    Object.assign(globalThis, { seen });
    const answer = document.getElementById('answer')!;
    new MutationObserver(() => {
      const { q = '', state = '' } = answer.dataset;
      const links = [...document.querySelectorAll('#results .case-title a')];
      const hits = links.map((link) => link.getAttribute('href')!.split('/').at(-2)!);
      seen.push({ q, state, hits, isComing: !document.getElementById('coming')!.hidden });
    }).observe(answer, { subtree: true, childList: true, attributes: true });
  });
  for (const q of ['innovación', 'litio chile', 'plan seibal']) {
    await page.evaluate(() => void ((globalThis as unknown as { seen: Seen[] }).seen.length = 0));
    await page.locator('#q').fill(`${q} `);
    await page.waitForFunction(
      (typed) => document.getElementById('answer')!.dataset['q'] === typed && document.getElementById('coming')!.hidden,
      `${q} `,
    );
    const expected = await answerOf(`${q} `);
    const seen = (await page.evaluate(() => (globalThis as unknown as { seen: Seen[] }).seen)).filter(
      (each) => each.q === `${q} `,
    );
    const shown = seen.filter(({ state }) => state !== 'waiting');
    expect(shown.length).toBeGreaterThan(0);
    for (const { hits: some, isComing } of shown) {
      expect([q, some]).toEqual([q, expected.slice(0, some.length)]);
      expect([q, isComing || some.length === expected.length]).toEqual([q, true]);
    }
    expect(seen.filter(({ state, hits: some }) => state === 'waiting' && some.length > 0)).toEqual([]);
  }
});

test('facets, corrections and what there is nothing about are as with the whole index', async () => {
  const page = await open('/es/search/');
  for (const q of ['plan ceival', 'casas refugio para mujeres golpeadas', 'compras públicas innovación']) {
    await page.locator('#q').fill(q);
    await page.waitForFunction(
      (typed) => document.getElementById('answer')!.dataset['q'] === typed && document.getElementById('coming')!.hidden,
      q,
    );
    expect([q, await hits(page)]).toEqual([q, await answerOf(q)]);
  }
  await page.locator('#filters ul[data-facet="outcome"] input:visible').first().check();
  await page.locator('#chips li').first().waitFor();
  const { filters } = await page.evaluate(() => ({ filters: Object.fromEntries(new URL(location.href).searchParams) }));
  const { q = '', outcome = '' } = filters;
  const { hits: chosen } = await whole.search(querySchema.parse({ q, locale: 'es', filters: { outcome: [outcome] } }));
  await page.waitForFunction((count) => document.querySelectorAll('#results > li').length === count, chosen.length);
  expect(await hits(page)).toEqual(chosen.map(({ id }) => id));
});

test('an edition that was published meanwhile is found by itself', async () => {
  const folder = files[1]!.path.split('/')[1]!;
  const page = await open('/es/search/?q=minería');
  await waitForText(page, '#status', 'minería');
  files = files.map(({ path, content }) => ({
    path: path.replace(folder, 'another'),
    content: () => (path === 'es.json' ? { ...(content() as object), folder: 'es/another' } : content()),
  }));
  await page.locator('#q').fill('vacunas');
  await waitForText(page, '#status', 'vacunas');
  expect(await hits(page)).toEqual(await answerOf('vacunas'));
});

test('when the rest does not come, the first results stay and it can be asked for again', async () => {
  let isDown = true;
  const page = await open('/es/search/?q=innovación+', async (name) => !(isDown && name.endsWith('/facets.json')));
  await waitForText(page, '#coming', 'No se pudo');
  expect(await hits(page)).toHaveLength(10);
  isDown = false;
  await page.locator('#coming button').click();
  await page.locator('#coming').waitFor({ state: 'hidden' });
  expect(await hits(page)).toEqual(await answerOf('innovación '));
});
