import { access, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { readTree } from '#registry/content/disk.ts';
import { isError } from '#registry/finding/finding.ts';
import { readRegistry } from '#registry/read.ts';
import { openPack } from '#registry/search/embedded.ts';
import type { SearchPack } from '#registry/search/pack.ts';
import { querySchema } from '#registry/search/query.ts';
import { readFixtureRegistry, writeTree } from '../fixtures/fixture-tree.ts';
import { addBrokenRecords, BROKEN, composeFrenchRegistry } from '../fixtures/registry-fr/compose.ts';
import { buildSite, makeOutDir } from './build.ts';
import { SITE, textOf } from './built-site.ts';
import { contentLocales } from './content.ts';

let root: string;
let outDir: string;
let sound: string;
let output: string;

const page = async (path: string) => parseHTML(await readFile(join(outDir, path, 'index.html'), 'utf8')).document;
const isPublished = (path: string) =>
  access(join(outDir, path)).then(
    () => true,
    () => false,
  );

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'registry-fr-'));
  const miniature = join(root, 'miniature');
  await writeTree(await readFixtureRegistry(), miniature);
  sound = join(root, 'sound');
  await composeFrenchRegistry(sound, miniature);
  const contentDir = join(root, 'content');
  await cp(sound, contentDir, { recursive: true });
  await addBrokenRecords(contentDir);
  outDir = await makeOutDir();
  const built = await buildSite({ contentDir, outDir });
  output = built.output;
  if (built.code !== 0) throw new Error(output);
});

afterAll(async () => {
  for (const dir of [root, outDir]) await rm(dir, { recursive: true, force: true });
});

describe('a fourth language, added as data alone', () => {
  test('leaves nothing in content to mend', async () => {
    const errors = (findings: ReturnType<typeof checkRegistry>) =>
      findings.filter(isError).map(({ file, code }) => `${file} ${code}`);
    const today = '2027-01-01';
    const all = join(root, 'all');
    await composeFrenchRegistry(all, 'content');
    const before = new Set(errors(checkRegistry(await readTree('content'), { today })));
    expect(errors(checkRegistry(await readTree(all), { today })).filter((error) => !before.has(error))).toEqual([]);
  });

  test('has its home page, in its words, and everything by which one browses', async () => {
    const home = await page('fr');
    expect(home.documentElement.getAttribute('lang')).toBe('fr');
    expect(textOf(home.querySelector('h1'))).toContain('Avant de partir de zéro');
    expect(textOf((await page('fr/challenges/public-sector-capacity')).querySelector('h1'))).toBe('Capacité du secteur public');
    for (const way of ['countries', 'instruments', 'sectors', 'sdgs', 'levels', 'outcomes', 'labs'])
      expect(await isPublished(`fr/${way}/index.html`), way).toBe(true);
  });

  test('is offered beside the others on every page, and named by them', async () => {
    const document = await page('es/cases');
    const names = [...document.querySelectorAll('nav.languages a')].map(textOf);
    expect(names).toEqual([...[...contentLocales.values()].map(({ name }) => name), 'Français']);
    expect(document.querySelector('link[hreflang="fr"]')?.getAttribute('href')).toBe(`${SITE}/fr/cases/`);
  });

  test('shows a case that nobody has translated in its own language, says so, and leaves it out of search engines', async () => {
    const original = await page('es/cases/worked-with-citations');
    const document = await page('fr/cases/worked-with-citations');
    expect(textOf(document.querySelector('.notice'))).toContain('pas encore traduit');
    expect(textOf(document.querySelector('h1'))).toBe(textOf(original.querySelector('h1')));
    for (const part of ['h1', '.problem', '.summary', '.prose', '.lesson-text > span'])
      expect(document.querySelector(part)?.getAttribute('lang'), part).toBe('es-419');
    expect(textOf(document.querySelector('.verdict .outcome'))).toBe('A marché');
    expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(`${SITE}/es/cases/worked-with-citations/`);
    expect(document.querySelector('meta[name="robots"]')?.getAttribute('content')).toBe('noindex');
    expect(original.querySelector('link[hreflang="fr"]')).toBeNull();
    const sitemap = await readFile(join(outDir, 'sitemap-0.xml'), 'utf8');
    expect(sitemap).toContain(`${SITE}/fr/cases/</loc>`);
    expect(sitemap).not.toContain('/fr/cases/worked-with-citations/<');
  });

  test('has a search that finds cases by words of any language', async () => {
    const pack = JSON.parse(await readFile(join(outDir, 'search/fr.json'), 'utf8')) as SearchPack;
    const engine = openPack(pack);
    for (const q of ['menú único', 'school lunch', 'capacité du secteur public', 'merenda escolar']) {
      const { hits } = await engine.search(querySchema.parse({ q, locale: 'fr' }));
      // A method has these words too.
      const [first] = hits.filter(({ id }) => id !== 'lunch-table');
      expect(first?.id, q).toBe('worked-with-citations');
      expect(first!.card.isFallback).toBe(true);
    }
  });

  test('has feeds and citation files like the others', async () => {
    for (const file of ['feed.xml', 'feed.json', 'cases/worked-with-citations.bib'])
      expect(await isPublished(`fr/${file}`), file).toBe(true);
  });
});

test('a site without a server behind it offers no form', async () => {
  for (const path of ['es', 'fr/explore', 'es/cases/worked-with-citations'])
    expect((await page(path)).querySelector('[href$="/submit/"], [href$="/improve/"]'), path).toBeNull();
});

describe('a broken record', () => {
  test.each(Object.entries(BROKEN))(
    'that is %s is left out and named once, since the content is read once, while everything else is published',
    async (id, { code }) => {
      expect(await isPublished(`es/cases/${id}/index.html`)).toBe(false);
      const named = output.split('\n').filter((line) => new RegExp(`cases/ury/${id}/index\\.md:\\d+:\\d+ ${code}:`).test(line));
      expect(named).not.toEqual([]);
      expect(named).toEqual([...new Set(named)]);
      const published = JSON.parse(await readFile(join(outDir, 'cases.json'), 'utf8')) as { cases: { id: string }[] };
      const { cases } = readRegistry(await readTree(sound)).registry;
      expect(published.cases.map((record) => record.id).toSorted()).toEqual([...cases.keys()].toSorted());
    },
  );

  test('stops the build in continuous integration, which names its file and line', async () => {
    const strictDir = await makeOutDir();
    const strict = await buildSite({ contentDir: join(root, 'content'), outDir: strictDir, env: { CI: 'true' } });
    await rm(strictDir, { recursive: true });
    expect(strict.code).not.toBe(0);
    for (const id of Object.keys(BROKEN)) expect(strict.output).toMatch(new RegExp(`cases/ury/${id}/index\\.md:\\d+:\\d+ `));
  });
});
