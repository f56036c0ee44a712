import { expect, test } from 'vitest';
import { makeDocuments } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { querySchema } from '#registry/search/query.ts';
import { indexInTurns } from '../../../api/edition/index-in-turns.ts';
import { fixtureContext } from '../../../test/unit/submission/quick-submission.ts';

test('requests get a turn between the documents of a new edition, and its search is the same', async () => {
  const { registry } = await fixtureContext();
  const documents = [...makeDocuments(registry)];
  let turns = 0;
  let isDone = false;
  const serve = () => {
    turns++;
    if (!isDone) setImmediate(serve);
  };
  setImmediate(serve);
  const { search, problems } = await indexInTurns(registry, makeDocuments(registry), { turnMs: 0 });
  isDone = true;
  expect(documents.length).toBeGreaterThan(5);
  expect(turns).toBeGreaterThanOrEqual(documents.length);
  const query = querySchema.parse({ q: 'escuelas', locale: 'es' });
  expect(await search.search(query)).toEqual(await createEmbedded(documents, problems).search(query));
});
