import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readTree } from '#registry/content/disk.ts';
import type { Tree } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import { makeDocuments, makeProblems } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { IN_PIECES_FROM } from '#registry/search/published-index.ts';
import { querySchema } from '#registry/search/query.ts';
import { openPublication } from '../../../api/edition/publication.ts';
import { tellPublished } from '../../../scripts/bench/tell-published.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk } from '../scripts/scratch.ts';

/** The miniature registry with so many methods that its index is in pieces. */
const tree = new Map(await readFixtureRegistry());
const { text } = tree.get('methods/lunch-table/index.md') as { text: string };
for (let at = 0; at < IN_PIECES_FROM; at++)
  tree.set(`methods/lunch-${at}/index.md`, { text: text.replace(/\ntitle: .*/, `\ntitle: Otro almuerzo ${at}`) });
const { registry } = readRegistry(tree);
const documents = [...makeDocuments(registry)];
const problems = makeProblems(registry, documents);

const QUERIES = ['es', 'pt', 'xx'].flatMap((locale) =>
  ['menú', 'zanahorias para la escuela', '"menú de la semana"', 'almuerzo 17', 'meno', ''].map((q) =>
    querySchema.parse({ q, locale }),
  ),
);
const answersOf = async (engine: SearchEngine) => await Promise.all(QUERIES.map((query) => engine.search(query)));
const answers = await answersOf(createEmbedded(documents, problems));

/** Its content and its site, as far as the server reads that, and what opens them. */
async function onDiskWithSite(damage?: (site: string, written: Tree) => Promise<void>) {
  const folder = await onDisk(tree);
  const [content, site] = [join(folder, 'content'), join(folder, 'site')];
  const written = await readTree(content);
  await mkdir(site);
  await tellPublished(site, written);
  await damage?.(site, written);
  const lost: unknown[] = [];
  const publication = await openPublication(content, site, join(folder, 'imported'), (error) => void lost.push(error));
  onTestFinished(() => publication.close());
  await publication.indexed;
  return { site, publication, lost };
}

test('the server searches in the index that a build wrote, wherever the site is moved to, and in its own when that is gone', async () => {
  const { site, publication, lost } = await onDiskWithSite();
  const search = async () => await answersOf(publication.current().search);
  expect(await search()).toEqual(answers);
  expect(publication.current().problems).toEqual(problems);
  // A site that was built meanwhile is read where it was built, and then where it replaced the old one.
  const next = `${site}.next`;
  await cp(site, next, { recursive: true });
  await rm(site, { recursive: true });
  await publication.reload(next);
  await rename(next, site);
  expect(await search()).toEqual(answers);
  expect(lost).toEqual([]);

  await publication.reload(site);
  await rm(join(site, 'search'), { recursive: true });
  expect(await search()).toEqual(answers);
  expect(lost).not.toEqual([]);
  for (const error of lost) expect(error).toMatchObject({ code: 'ENOENT' });
});

const withoutOne = (all: Tree) => new Map([...all].filter(([path]) => path !== 'methods/lunch-7/index.md'));

test.each<[string, (site: string, written: Tree) => Promise<void>]>([
  ['is not whole', (site) => writeFile(join(site, 'search', 'pt.json'), '{"count":')],
  ['lacks a piece', (site) => rm(join(site, 'search', 'es'), { recursive: true })],
  ['was made by other code', (site, written) => tellPublished(site, written, 'other')],
  ['is of other records', (site, written) => tellPublished(site, written, undefined, withoutOne(written))],
])('an index that %s is not opened', async (_what, damage) => {
  const { site, publication, lost } = await onDiskWithSite(damage);
  await rm(join(site, 'search'), { recursive: true });
  expect(await answersOf(publication.current().search)).toEqual(answers);
  expect(lost).toEqual([]);
});
