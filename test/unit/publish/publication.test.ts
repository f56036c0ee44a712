import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmbedded } from '#registry/search/embedded.ts';
import { querySchema } from '#registry/search/query.ts';
import { documentsOf, openPublication } from '../../../api/edition/publication.ts';
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

test('a server that stops does not go on indexing', async () => {
  const publication = await open();
  publication.close();
  await expect(publication.indexed).rejects.toThrow('aborted');
});
