import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { CaseRecord } from '#registry/case/record.ts';
import { readTree } from '#registry/content/disk.ts';
import { describePublished, PUBLISHED_FILE } from '#registry/publish.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { querySchema } from '#registry/search/query.ts';
import { documentsOf, openPublication } from '../../../api/edition/publication.ts';
import { openTextStore } from '#registry/content/text-store.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk } from '../scripts/scratch.ts';

async function open() {
  const folder = await onDisk(await readFixtureRegistry());
  return await openPublication(join(folder, 'content'), join(folder, 'site'), join(folder, 'imported'));
}
const query = querySchema.parse({ q: 'escuelas', locale: 'es' });

test('what is published is there before it is indexed, and a search waits for the index', async () => {
  const publication = await open();
  let isIndexed = false;
  void publication.indexed.then(() => (isIndexed = true));
  const early = publication.current();
  expect(early.registry.cases.size).toBeGreaterThan(0);
  const found = await early.search.search(query);
  await publication.indexed;
  expect(isIndexed).toBe(true);
  const { problems, search, registry, foreign, tree } = publication.current();
  expect([problems.length > 0, tree === early.tree, registry === early.registry]).toEqual([true, true, true]);
  expect(found).toEqual(await createEmbedded(documentsOf({ registry, foreign }), problems).search(query));
  expect(await search.search(query)).toEqual(found);
});

test('what making an edition has left over is given back, once it is there', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['start']).toContain('node --expose-gc api/main.ts');
  const gc = vi.fn<(options: { flavor: string }) => void>();
  vi.stubGlobal('gc', gc);
  try {
    const publication = await open();
    expect(gc).not.toHaveBeenCalled();
    await publication.indexed;
    expect(gc.mock.calls).toEqual([[expect.objectContaining({ flavor: 'last-resort' })]]);
    await publication.reload('none');
    expect(gc).toHaveBeenCalledTimes(2);
    publication.close();
  } finally {
    vi.unstubAllGlobals();
  }
});

test('a server that stops does not go on indexing', async () => {
  const publication = await open();
  publication.close();
  await expect(publication.indexed).rejects.toThrow('aborted');
});

test('texts that are kept on the disk are read as they were, and leave nothing behind', async () => {
  const { keep, close } = openTextStore();
  const texts = ['', 'agua', 'ñandú 😀 \u2028', 'x'.repeat(300_000)];
  const reads = texts.map(keep);
  expect(reads.toReversed().map((read) => read())).toEqual(texts.toReversed());
  close();
  expect(reads[1]).toThrow();
});

test('a record that another build took for sound is left out, and what has not changed is not read again', async () => {
  const tree = new Map(await readFixtureRegistry());
  const file = 'cases/ury/worked-with-citations/index.md';
  tree.set(file, { text: '---\ntitle: No more\n---\n' });
  const folder = await onDisk(tree);
  const [content, site, imported] = ['content', 'site', 'imported'].map((name) => join(folder, name)) as [string, string, string];
  await mkdir(site, { recursive: true });
  await writeFile(join(site, PUBLISHED_FILE), describePublished(await readTree(content), { leftOut: new Set(), code: 'x' }));
  const publication = await openPublication(content, site, imported);
  await publication.indexed;
  const before = publication.current();
  expect([...before.broken]).toEqual([file]);
  expect(before.registry.cases.has('worked-with-citations')).toBe(false);
  const [changed, other] = [...before.registry.cases.values()] as [CaseRecord, CaseRecord];
  await appendFile(join(content, changed.file), '\nOne more sentence.\n');
  await writeFile(
    join(site, PUBLISHED_FILE),
    describePublished(await readTree(content), { leftOut: new Set([file]), code: 'x' }),
  );
  await publication.reload(site);
  const { cases } = publication.current().registry;
  expect(cases.get(other.id)).toBe(other);
  expect(cases.get(changed.id)!.body).toMatch(/One more sentence\.\n$/);
  // A search of the edition before is answered to its end; older ones hold no room on the disk.
  const found = await before.search.search(query);
  expect(found.total).toBeGreaterThan(0);
  await publication.reload(site);
  await publication.reload(site);
  await expect(before.search.search(query)).rejects.toThrow();
  expect((await publication.current().search.search(query)).total).toBe(found.total);
  publication.close();
});
