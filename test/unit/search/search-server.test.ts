import { describe, expect, test } from 'vitest';
import { readSearchServer } from '#registry/search/search-server.ts';

const complete = { SEARCH_ENGINE: 'meilisearch', MEILI_URL: 'http://search:7700/', MEILI_SEARCH_KEY: 'search-key' };

describe('the search server that an environment names', () => {
  test('is none unless it is asked for, whatever else is set', () => {
    expect(readSearchServer({})).toBeUndefined();
    expect(readSearchServer({ ...complete, SEARCH_ENGINE: '' })).toBeUndefined();
    expect(readSearchServer({ ...complete, SEARCH_ENGINE: 'minisearch' })).toBeUndefined();
  });

  test('has one address for programs and may have another for browsers, both without a slash at the end', () => {
    expect(readSearchServer(complete)).toEqual({
      url: 'http://search:7700',
      publicUrl: 'http://search:7700',
      key: 'search-key',
      prefix: 'registry',
    });
    expect(readSearchServer({ ...complete, MEILI_PUBLIC_URL: 'https://search.example/' })).toMatchObject({
      url: 'http://search:7700',
      publicUrl: 'https://search.example',
    });
  });

  test('that is half said is refused, with everything that is missing', () => {
    const read = () => readSearchServer({ SEARCH_ENGINE: 'meilisearch' });
    expect(read).toThrow(/MEILI_URL/);
    expect(read).toThrow(/MEILI_SEARCH_KEY/);
    expect(() => readSearchServer({ SEARCH_ENGINE: 'meili' })).toThrow(/SEARCH_ENGINE/);
    expect(() => readSearchServer({ ...complete, MEILI_PREFIX: 'A B' })).toThrow(/MEILI_PREFIX/);
    expect(() => readSearchServer({ ...complete, MEILI_URL: 'javascript:alert(1)' })).toThrow(/MEILI_URL/);
  });

  test('knows the sites of other registries that are searched too', () => {
    expect(readSearchServer({ ...complete, MEILI_PEERS: '{"Uruguay":"https://registro.example/"}' })).toMatchObject({
      peers: { Uruguay: 'https://registro.example' },
    });
    expect(readSearchServer({ ...complete, MEILI_PEERS: '{}' })).not.toHaveProperty('peers');
    for (const wrong of ['Uruguay', '["https://registro.example"]', '{"Uruguay":"javascript:alert(1)"}'])
      expect(() => readSearchServer({ ...complete, MEILI_PEERS: wrong })).toThrow(/MEILI_PEERS/);
  });

  test('never publishes the key that may write', () => {
    expect(() => readSearchServer({ ...complete, MEILI_ADMIN_KEY: 'search-key' })).toThrow(/admin key/);
    expect(JSON.stringify(readSearchServer({ ...complete, MEILI_ADMIN_KEY: 'admin-key' }))).not.toContain('admin-key');
  });
});
