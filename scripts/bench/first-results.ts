import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as pagefind from 'pagefind';
import type { Browser, Page } from 'playwright-core';
import type { SearchDocument } from '#registry/search/document.ts';
import { openIndex } from '#registry/search/embedded.ts';
import { openPieces } from '#registry/search/index-in-pieces.ts';
import type { IndexContents } from '#registry/search/index-pieces.ts';
import type { SearchPack } from '#registry/search/pack.ts';
import { querySchema } from '#registry/search/query.ts';
import type { KnownItem } from './known-items.ts';
import { sentBytes, type SlowServer, startSlowServer } from './slow-server.ts';

/** What it takes until the first ten results of a question stand on a page. */
export interface FirstResults {
  bytes: number;
  milliseconds: number;
}

/** As fast as a cheap telephone beside this machine. */
const SLOWER = 4;
const RESULTS = 10;
const LOCALE = 'es';

/** Our search page, as it was built, with other records behind it. */
export async function measureOurs(
  browser: Browser,
  items: readonly KnownItem[],
  siteDir: string,
  index: ReadonlyMap<string, string>,
): Promise<FirstResults[]> {
  const server = await startSlowServer(new Map([...index, ...(await searchPage(siteDir, index))]), [siteDir]);
  const measured = await measureEach(browser, server, items, '/es/search/', /^\/_astro\/.*\.js$/, (page, q) =>
    page.evaluate(
      async ({ typed, enough }) => {
        const started = performance.now();
        const input = document.querySelector<HTMLInputElement>('#q')!;
        input.focus();
        input.value = typed;
        input.form!.requestSubmit();
        const answered = () =>
          document.getElementById('answer')!.dataset['q'] === typed &&
          (document.getElementById('empty')!.hidden === false ||
            document.querySelectorAll('#results > li').length >= enough ||
            document.getElementById('coming')!.hidden === true);
        while (!answered()) await new Promise((resolve) => setTimeout(resolve, 5));
        return performance.now() - started;
      },
      { typed: q, enough: RESULTS },
    ),
  );
  return await Promise.all(
    measured.map(async ({ bytes, milliseconds }, at) => ({
      bytes: bytes + (await indexBytes(index, items[at]!.q)),
      milliseconds,
    })),
  );
}

/** The search page as a site with so many records has it: it knows whether its index is in pieces. */
async function searchPage(siteDir: string, index: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const isInPieces = !('documents' in (JSON.parse(index.get(`/search/${LOCALE}.json`)!) as object));
  const path = `/${LOCALE}/search/index.html`;
  const built = await readFile(join(siteDir, path), 'utf8');
  return new Map([[path, built.replace(/"isInPieces":(?:true|false)/, `"isInPieces":${isInPieces}`)]]);
}

/** What a question fetches of our index before its first results are shown: in a browser the rest is on its way by then. */
async function indexBytes(index: ReadonlyMap<string, string>, q: string): Promise<number> {
  let bytes = 0;
  const fetchFile = (path: string): unknown => {
    bytes += sentBytes(gzipSync(index.get(path)!));
    return JSON.parse(index.get(path)!);
  };
  const contents = fetchFile(`/search/${LOCALE}.json`) as SearchPack | IndexContents;
  if ('documents' in contents) return bytes;
  const engine = openIndex(openPieces(contents, async (name) => fetchFile(`/search/${contents.folder}/${name}`)));
  let needed = 0;
  await engine.search(querySchema.parse({ q, locale: LOCALE }), () => (needed = bytes));
  return needed;
}

/** Pagefind's own index of the same records, and a page that lists what it finds: its script is there before anybody asks. */
export async function measurePagefind(
  browser: Browser,
  items: readonly KnownItem[],
  documents: readonly SearchDocument[],
): Promise<FirstResults[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-pagefind-'));
  try {
    const { index } = await pagefind.createIndex({});
    if (!index) throw new Error('Pagefind made no index');
    for (const { id, card, lessons, body = '' } of documents) {
      const content = [card.problem, card.summary, ...lessons.map(({ text }) => text), body].join('\n');
      await index.addCustomRecord({ url: `/es/cases/${id}/`, language: 'es', content, meta: { title: card.title } });
    }
    await index.writeFiles({ outputPath: join(folder, 'pagefind') });
    await pagefind.close();
    const page = '<!doctype html><html lang="es"><title>Pagefind</title><ul id="results"></ul></html>';
    const server = await startSlowServer(new Map([['/index.html', page]]), [folder]);
    return await measureEach(
      browser,
      server,
      items,
      '/',
      /^\/pagefind\//,
      (open, q) =>
        open.evaluate(
          async ({ typed, enough }) => {
            const started = performance.now();
            const found = await (globalThis as unknown as { engine: Pagefind }).engine.search(typed);
            const shown = await Promise.all(found.results.slice(0, enough).map((result) => result.data()));
            document.getElementById('results')!.innerHTML = shown
              .map(({ meta, excerpt }) => `<li><h3>${meta['title']}</h3><p>${excerpt}</p></li>`)
              .join('');
            return performance.now() - started;
          },
          { typed: q, enough: RESULTS },
        ),
      async (open) => {
        await open.evaluate(async () => {
          const address = '/pagefind/pagefind.js';
          Object.assign(globalThis, { engine: (await import(address)) as unknown });
        });
      },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Pagefind {
  search(q: string): Promise<{ results: { data(): Promise<{ meta: Record<string, string>; excerpt: string }> }[] }>;
}

/** Asks each question as a new visitor. */
async function measureEach(
  browser: Browser,
  server: SlowServer,
  items: readonly KnownItem[],
  path: string,
  counted: RegExp,
  ask: (page: Page, q: string) => Promise<number>,
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<FirstResults[]> {
  const measured: FirstResults[] = [];
  try {
    for (const { q } of items) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await page.goto(server.origin + path, { waitUntil: 'networkidle' });
      await prepare(page);
      const milliseconds = await ask(page, q);
      measured.push({ bytes: server.takeBytes(counted), milliseconds });
      await context.close();
      server.takeBytes(counted);
    }
  } finally {
    server.close();
  }
  return measured;
}
