import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTree } from '#registry/content/disk.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { harvest } from '#registry/federation/harvest.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import { writeFolder } from '#registry/federation/store/folder.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { publishRegistry } from '#registry/publish.ts';
import { createApp } from '../../api/http/app.ts';
import { listen, type Listening } from '../api/listen.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../fixtures/fixture-tree.ts';
import { makePortugueseRegistry } from '../fixtures/portuguese-registry.ts';
import { buildSite, makeOutDir } from '../site/build.ts';
import { doorsTo } from '../unit/federation/harvesting.ts';
import { startPeer } from '../unit/federation/peer-server.ts';
import { allViolations } from './axe.ts';
import { useBrowser, visit, waitForText } from './browser.ts';

let root: string;
let outDir: string;
let server: Listening;
/** The registry of Portugal as its readers see it: made by `init`, its own three cases, and ours, which it has read. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'second-registry-'));
  const ours = await startPeer();
  const published = publishRegistry(await readFixtureRegistry(), { today: FIXTURE_DAY }).registry;
  ours.serve(makeFederationFeed(published, { siteUrl: ours.origin, version: ({ digest }) => digest, updated: '2026-11-01' }));
  const folder = join(root, 'prt');
  await makePortugueseRegistry(folder, ours.origin);
  const contentDir = join(folder, 'content');
  const { registry } = publishRegistry(await readTree(contentDir), { today: FIXTURE_DAY });
  const imported = await openImported(':memory:');
  const fetcher = openFetcher({ from: 'https://prt.example', doors: doorsTo(ours) });
  const { result } = await harvest(registry.peers[0]!, { imported, fetcher, registry, now: Date.UTC(2026, 10, 12, 9) });
  if (result !== 'settled') throw new Error(result);
  const importedDir = join(folder, '.data/imported');
  await writeFolder(importedDir, await takeSnapshot(imported));
  fetcher.close();
  await imported.close();
  await ours.close();
  outDir = await makeOutDir();
  const { code, output } = await buildSite({ contentDir, outDir, env: { IMPORTED_DIR: importedDir } });
  if (code !== 0) throw new Error(output);
  const locales = [...registry.locales.values()];
  server = await listen(createApp({ siteDir: outDir, name: registry.name, locales, redirects: new Map(), trustProxy: 0 }));
});
afterAll(async () => {
  await server.close();
  for (const dir of [root, outDir]) await rm(dir, { recursive: true, force: true });
});
useBrowser();

const OWN = 'cases/portugal-company-on-the-spot/';
const OURS = 'registries/lo-que-funciona/cases/worked-with-citations/';

test.each([
  ['pt', 'Empresa na Hora', 'Modelos pré-aprovados', 'De Lo que funciona'],
  ['es', 'Empresa na Hora', 'Modelos preaprobados', 'De Lo que funciona'],
  ['en', 'Empresa na Hora', 'Pre-approved models', 'From Lo que funciona'],
])(
  'a country’s own registry reads in %s, without JavaScript too, and shows the cases of the one that it was made from',
  async (locale, title, term, from) => {
    for (const javaScriptEnabled of [true, false]) {
      const own = await visit(`${server.origin}/${locale}/${OWN}`, { javaScriptEnabled });
      await waitForText(own, 'h1', title);
      await waitForText(own, '.rail', term);
      const theirs = await visit(`${server.origin}/${locale}/${OURS}`, { javaScriptEnabled });
      await waitForText(theirs, '.origin', from);
    }
  },
);

test('it has words and lists of its own over those of the code, and names itself to others', () => {
  const file = (path: string) => readFileSync(join(outDir, path), 'utf8');
  expect(file('pt/index.html')).toContain('políticas públicas de Portugal');
  expect(file('pt/index.html')).toContain('lang="pt-PT"');
  expect(existsSync(join(outDir, 'pt/instruments/pre-approved-models/index.html'))).toBe(true);
  expect(JSON.parse(file('.well-known/lo-que-funciona.json'))).toMatchObject({
    name: 'O que funciona Portugal',
    country: 'PRT',
    locales: ['pt', 'es', 'en'],
  });
});

test.each([`pt/${OWN}`, 'en/registries/lo-que-funciona/'])('axe finds nothing on /%s', async (path) => {
  expect(await allViolations(await visit(`${server.origin}/${path}`, { reducedMotion: 'reduce' }))).toEqual([]);
});
