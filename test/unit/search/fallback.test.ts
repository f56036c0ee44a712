import { describe, expect, test } from 'vitest';
import type { SearchEngine } from '#registry/search/engine.ts';
import { withFallback } from '#registry/search/fallback.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import type { SearchPage } from '#registry/search/page.ts';
import { querySchema } from '#registry/search/query.ts';
import { documents } from '../../contract/search-documents.ts';

const query = querySchema.parse({ q: 'minería', locale: 'es' });
const embedded = createEmbedded(documents);
const down = { search: () => Promise.reject(new Error('connection refused')) } satisfies SearchEngine;
const slow = { search: () => new Promise<SearchPage>(() => undefined) } satisfies SearchEngine;
const options = { timeout: 20, pause: 1000 };

describe('an engine with a fallback', () => {
  test('answers by itself, and says nothing of the other, while it is well', async () => {
    const engine = withFallback(embedded, () => down, options);
    expect(await engine.search(query)).toEqual(await embedded.search(query));
  });

  test.each([
    ['down', down],
    ['slow', slow],
  ])('that is %s is stood in for, and the page says so', async (_, first) => {
    const page = await withFallback(first, () => embedded, options).search(query);
    expect(page).toEqual({ ...(await embedded.search(query)), degraded: true });
  });

  test('is left alone for a while after it failed, and then asked again', async () => {
    let [now, asked] = [0, 0];
    const failures: unknown[] = [];
    const first: SearchEngine = { search: (each) => (asked++ === 0 ? down.search() : embedded.search(each)) };
    const onFailure = (error: unknown) => failures.push(error);
    const engine = withFallback(first, () => embedded, { ...options, onFailure, now: () => now });
    expect((await engine.search(query)).degraded).toBe(true);
    now = 999;
    expect((await engine.search(query)).degraded).toBe(true);
    expect(asked).toBe(1);
    now = 1000;
    expect((await engine.search(query)).degraded).toBeUndefined();
    expect(failures).toEqual([new Error('connection refused')]);
  });

  test('fails when both do', async () => {
    await expect(withFallback(down, () => down, options).search(query)).rejects.toThrow('connection refused');
  });
});
