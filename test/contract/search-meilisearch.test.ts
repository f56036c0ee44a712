import { afterAll } from 'vitest';
import { stem } from '#registry/search/analysis/language.ts';
import { tokenize } from '#registry/search/analysis/tokens.ts';
import { createMeilisearch } from '#registry/search/meilisearch/engine.ts';
import { multiSearchWith } from '#registry/search/meilisearch/server/client.ts';
import { rebuildIndexes } from '#registry/search/meilisearch/server/indexer.ts';
import { type Bench, mode, openMeilisearch } from '../meilisearch/bench.ts';
import { testLocales, testProblems } from './search-documents.ts';
import { describeSearchEngine } from './search-engine.ts';

const benches: Bench[] = [];
afterAll(async () => {
  for (const bench of benches) await bench.close();
});

const open = async (name: string) => {
  const bench = await openMeilisearch(name, name);
  benches.push(bench);
  return bench.client;
};

describeSearchEngine(`Meilisearch (${mode})`, async (documents) => {
  const client = await open('contract');
  await rebuildIndexes(client, documents, { prefix: 'contract', locales: testLocales, runId: 'test' });
  return createMeilisearch(multiSearchWith(client), { locales: testLocales, prefix: 'contract', problems: () => testProblems });
});

/** A fake embedder: the vector of a text counts its stems in hash buckets. */
const DIMENSIONS = 32;
function embed(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0);
  for (const { word } of tokenize(text)) {
    const bucket = [...stem(word, 'es')].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % DIMENSIONS, 7);
    vector[bucket]! += 1;
  }
  return vector;
}

describeSearchEngine(`Meilisearch with vectors (${mode})`, async (documents) => {
  const client = await open('hybrid');
  const embedding = {
    embedders: { default: { source: 'userProvided' as const, dimensions: DIMENSIONS } },
    vectorsOf: ({ card }: (typeof documents)[number]) => ({ default: embed(`${card.title} ${card.problem} ${card.summary}`) }),
  };
  await rebuildIndexes(client, documents, { prefix: 'hybrid', locales: testLocales, embedding, runId: 'test' });
  const hybrid = { embedder: 'default', ratio: 0.3, embed: async (q: string) => await Promise.resolve(embed(q)) };
  return createMeilisearch(multiSearchWith(client), {
    locales: testLocales,
    prefix: 'hybrid',
    hybrid,
    problems: () => testProblems,
  });
});
