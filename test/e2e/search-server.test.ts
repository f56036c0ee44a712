import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { paths } from '#registry/addresses.ts';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { createApp } from '../../api/http/app.ts';
import { listen, type Listening } from '../api/listen.ts';
import { readFixtureRegistry, writeTree } from '../fixtures/fixture-tree.ts';
import { type CassetteServer, replay } from '../meilisearch/cassette.ts';
import { buildSite, makeOutDir } from '../site/build.ts';
import { useBrowser, visit, waitForText } from './browser.ts';

useBrowser();

const ADMIN_KEY = 'the-key-that-may-write';

let root = '';
let siteDir = '';
let meilisearch: CassetteServer;
let origin = '';
const servers: Listening[] = [];

beforeAll(async () => {
  meilisearch = await replay('test/fixtures/meilisearch/contract.json');
  root = await mkdtemp(join(tmpdir(), 'search-server-'));
  await writeTree(await readFixtureRegistry(), root);
  siteDir = await makeOutDir();
  const env = {
    SEARCH_ENGINE: 'meilisearch',
    MEILI_URL: meilisearch.url,
    MEILI_SEARCH_KEY: 'the-key-that-searches',
    MEILI_ADMIN_KEY: ADMIN_KEY,
    MEILI_PREFIX: 'contract',
  };
  const { code, output } = await buildSite({ contentDir: root, outDir: siteDir, env });
  if (code !== 0) throw new Error(output);
  // The recorded questions were read with the problems of the real content.
  await cp(inject('siteDir') + paths.searchProblems, siteDir + paths.searchProblems);
  origin = await serve(meilisearch.url);
});

/**
 * The site of a deployment with a search server at this address, served with a changed Spanish search page. Returns its
 * address.
 */
async function serve(searchOrigin: string, change = (html: string) => html): Promise<string> {
  const { registry } = readRegistry(await readTree(root));
  const html = change(await readFile(join(siteDir, 'es/search/index.html'), 'utf8'));
  const app = express()
    .get('/es/search/', (_request, response) => void response.type('html').send(html))
    .use(
      createApp({
        siteDir,
        name: registry.name,
        locales: [...registry.locales.values()],
        redirects: registry.redirects,
        trustProxy: 0,
        searchOrigin,
      }),
    );
  const server = await listen(app);
  servers.push(server);
  return server.origin;
}

afterAll(async () => {
  for (const server of servers) await server.close();
  await meilisearch?.close();
  for (const dir of [root, siteDir]) if (dir) await rm(dir, { recursive: true, force: true });
});

const search = (path: string) => visit(origin + path);

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

  test('shows which registry a case is from, and which one did not answer', async () => {
    const peers = await replay('test/fixtures/meilisearch/peers.json');
    // The page of a site built with MEILI_PEERS, and the recording of two servers that are searched together.
    const elsewhere = await serve(peers.url, (html) =>
      html
        .replaceAll(meilisearch.url, peers.url)
        .replace('"prefix":"contract"', '"prefix":"peers","peers":{"Uruguay":"https://registro.example"}'),
    );
    const withPeers = (path: string) => visit(elsewhere + path);
    const page = await withPeers('/es/search/?q=ceival');
    await waitForText(page, '#results .case-title', 'Plan Ceibal: una computadora para cada escolar');
    expect(await page.locator('#results .case-title a').first().getAttribute('href')).toBe(
      'https://registro.example/es/cases/ceibal/',
    );
    expect(await page.locator('#results .case-meta').first().textContent()).toContain('Registro: Uruguay');
    const alone = await withPeers(`/es/search/?q=${encodeURIComponent('proveedores de la minería y computadoras')}`);
    await waitForText(alone, '#note', 'No hubo respuesta de: Uruguay.');
    await waitForText(alone, '#results .case-title', 'Proveedores para una minería más limpia');
    await peers.close();
  });

  test('searches the index of the site when the server is gone, and says so', async () => {
    await meilisearch.close();
    const page = await search('/es/search/?q=almuerzo+escolar');
    await waitForText(page, '#note', 'El buscador principal no responde');
    await waitForText(page, '#results .case-title', 'Almuerzo escolar');
  });
});
