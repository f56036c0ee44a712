import { afterAll } from 'vitest';
import { multiSearchWith } from '#registry/search/meilisearch-client.ts';
import { rebuildIndexes } from '#registry/search/meilisearch-indexer.ts';
import { createMeilisearch } from '#registry/search/meilisearch/engine.ts';
import { type Bench, lane, openMeilisearch } from '../meilisearch/bench.ts';
import { locales } from './search-documents.ts';
import { describeSearchEngine } from './search-engine.ts';

const prefix = 'contract';
let bench: Bench | undefined;
afterAll(async () => await bench?.close());

describeSearchEngine(`Meilisearch (${lane})`, async (documents) => {
  bench = await openMeilisearch('contract', prefix);
  await rebuildIndexes(bench.client, documents, { prefix, locales, runId: 'test' });
  return createMeilisearch(multiSearchWith(bench.client), { locales, prefix });
});
