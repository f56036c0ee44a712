import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { createApp } from '../../api/app.ts';
import { type CassetteServer, replay } from '../meilisearch/cassette.ts';
import { buildSite, makeOutDir } from '../site/build.ts';
import { useBrowser, visit, waitForText } from './browser.ts';

useBrowser();

const ADMIN_KEY = 'the-key-that-may-write';

let siteDir = '';
let meilisearch: CassetteServer;
let server: Server;

beforeAll(async () => {
  meilisearch = await replay('test/fixtures/meilisearch/contract.json');
  siteDir = await makeOutDir();
  const env = {
    SEARCH_ENGINE: 'meilisearch',
    MEILI_URL: meilisearch.url,
    MEILI_SEARCH_KEY: 'the-key-that-searches',
    MEILI_ADMIN_KEY: ADMIN_KEY,
    MEILI_PREFIX: 'contract',
  };
  const { code, output } = await buildSite({ contentDir: 'content', outDir: siteDir, env });
  if (code !== 0) throw new Error(output);
  const { registry } = readRegistry(await readTree('content'));
  const app = createApp({
    siteDir,
    name: registry.name,
    locales: [...registry.locales.values()],
    redirects: registry.redirects,
    trustProxy: 0,
    searchOrigin: meilisearch.url,
  });
  server = await new Promise((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
});

afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await meilisearch?.close();
  if (siteDir) await rm(siteDir, { recursive: true, force: true });
});

const search = (path: string) => visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

describe('a site that is built for a search server', () => {
  test('holds the key that searches on its search pages, and the key that may write nowhere', async () => {
    const files = (await readdir(siteDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const holding = async (secret: string) => {
      const texts = await Promise.all(
        files.map(async ({ parentPath, name }) => ({
          name: join(parentPath, name),
          text: await readFile(join(parentPath, name), 'latin1'),
        })),
      );
      return texts.filter(({ text }) => text.includes(secret)).map(({ name }) => name.slice(siteDir.length));
    };
    expect(await holding(ADMIN_KEY)).toEqual([]);
    expect((await holding('the-key-that-searches')).toSorted()).toEqual([
      '/en/search/index.html',
      '/es/search/index.html',
      '/pt/search/index.html',
    ]);
  });

  test('shows what the server answers, and loads no index', async () => {
    const page = await search('/es/search/?q=mineria');
    await waitForText(page, '#results .case-title', 'Proveedores para una minería más limpia');
    expect(await page.locator('#results mark').first().textContent()).toBe('minería');
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    expect(loaded.filter((path) => path.startsWith('/search/'))).toEqual([]);
    expect(meilisearch.answered()).toBeGreaterThan(0);
  });

  test('shows text as text, whatever the server sends', async () => {
    const page = await search('/en/search/?q=industry+onerror');
    await waitForText(page, '#results .case-title', '<img src=x onerror=alert(1)>');
    expect(await page.locator('#results img').count()).toBe(0);
  });

  test('searches the index of the site when the server is gone, and says so', async () => {
    await meilisearch.close();
    const page = await search('/es/search/?q=plan+ceibal');
    await waitForText(page, '#note', 'El buscador principal no responde');
    await waitForText(page, '#results .case-title', 'Plan Ceibal');
  });
});
