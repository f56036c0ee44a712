import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchEngine } from '#registry/search/engine.ts';
import { createMeilisearch } from '#registry/search/meilisearch/engine.ts';
import { connectToMeilisearch, multiSearchWith } from '#registry/search/meilisearch/server/client.ts';
import { deleteIndexes, rebuildIndexes } from '#registry/search/meilisearch/server/indexer.ts';
import { querySchema } from '#registry/search/query.ts';
import { type Bench, mode, openMeilisearch } from '../meilisearch/bench.ts';
import { documents, testLocales } from './search-documents.ts';

/**
 * Two servers, each with the cases of one registry, searched together: MEILI_URL, and MEILI_PEER_URL with MEILI_PEER_KEY. Both
 * must allow calls to private addresses (`--experimental-allowed-ip-networks 127.0.0.0/8`).
 */
const peer = { url: process.env['MEILI_PEER_URL'], key: process.env['MEILI_PEER_KEY'] };
const isPossible = mode === 'replayed' || peer.url !== undefined;
if (!isPossible) console.warn('Skipped: two servers searched as one. MEILI_PEER_URL names no second server.');

const prefix = 'peers';
const place = { prefix, locales: testLocales, runId: 'test' };
const site = 'https://registro.example';
const isTheirs = ({ id }: { id: string }) => id === 'ceibal' || id === 'budget';

/** Makes the servers a network with the second at an address. The address is not recorded. */
async function joinAt(address: string): Promise<void> {
  if (mode === 'replayed') return;
  const here = connectToMeilisearch({ url: process.env['MEILI_URL']!, key: process.env['MEILI_ADMIN_KEY'] });
  await here.updateExperimentalFeatures({ network: true } as never);
  const remotes = { here: { url: process.env['MEILI_URL']! }, Uruguay: { url: address, searchApiKey: peer.key ?? null } };
  await here.updateNetwork({ self: 'here', remotes } as never);
}

let bench: Bench;
let engine: SearchEngine;

describe.skipIf(!isPossible)(`two servers searched as one (${mode})`, () => {
  beforeAll(async () => {
    bench = await openMeilisearch('peers', prefix);
    await rebuildIndexes(
      bench.client,
      documents.filter((document) => !isTheirs(document)),
      place,
    );
    if (peer.url !== undefined) {
      const there = connectToMeilisearch({ url: peer.url, key: peer.key });
      await there.updateExperimentalFeatures({ network: true } as never);
      await deleteIndexes(there, prefix);
      await rebuildIndexes(there, documents.filter(isTheirs), place);
      await joinAt(peer.url);
    }
    engine = createMeilisearch(multiSearchWith(bench.client), { ...place, peers: { Uruguay: site } });
  });
  afterAll(async () => await bench.close());

  const ask = async (q: string, more: object = {}) => await engine.search(querySchema.parse({ q, locale: 'es', ...more }));

  test('give the cases of both, and say which are the other one’s', async () => {
    const { total, hits, unreached } = await ask('');
    expect(total).toBe(6);
    const from = hits.map((hit) => [hit.id, hit.peer?.name]);
    expect(from.toSorted()).toEqual([
      ['budget', 'Uruguay'],
      ['ceibal', 'Uruguay'],
      ['industry', undefined],
      ['mining', undefined],
      ['tables-1', undefined],
      ['tables-2', undefined],
    ]);
    expect(unreached).toBeUndefined();
  });

  test('answer a question with what stands in either, and count both', async () => {
    const { hits, facets, lessons } = await ask('computadoras para los niños y proveedores de la minería');
    expect(hits.find(({ id }) => id === 'ceibal')).toMatchObject({ peer: { name: 'Uruguay', url: site } });
    expect(hits.map(({ id }) => id)).toContain('mining');
    expect(facets.country.map(({ value }) => value)).toEqual(expect.arrayContaining(['URY', 'CHL']));
    for (const lesson of lessons) expect(lesson.peer?.name).toBe(isTheirs({ id: lesson.case }) ? 'Uruguay' : undefined);
  });

  test('read a misspelt word as one that only the other has', async () => {
    const page = await ask('ceival');
    expect(page.suggestion).toBe('Ceibal');
    expect(page.hits[0]?.id).toBe('ceibal');
  });

  test('filter the cases of both', async () => {
    expect((await ask('', { filters: { country: ['URY'] } })).hits.map(({ id }) => id)).toEqual(['ceibal']);
  });

  test('are the own one alone when the other takes too long, which the page says', async () => {
    // Only queries to the network hang.
    const own = multiSearchWith(bench.client);
    const slow = createMeilisearch(
      async (queries) => (queries[0]?.useNetwork ? await new Promise<never>(() => undefined) : await own(queries)),
      { ...place, peers: { Uruguay: site } },
    );
    const { hits, unreached, degraded } = await slow.search(querySchema.parse({ q: 'mesas', locale: 'es' }));
    expect(hits.map(({ id }) => id).toSorted()).toEqual(['tables-1', 'tables-2']);
    expect(unreached).toEqual(['Uruguay']);
    expect(degraded).toBeUndefined();
  });

  test('are the own one alone when the other does not answer, which the page says', async () => {
    await joinAt('http://127.0.0.1:9');
    const { hits, unreached } = await ask('proveedores de la minería y computadoras');
    expect(hits[0]?.id).toBe('mining');
    expect(hits.map(({ id }) => id)).not.toContain('ceibal');
    expect(unreached).toEqual(['Uruguay']);
  });
});
