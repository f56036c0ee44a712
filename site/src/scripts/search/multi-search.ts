import type { MeilisearchOptions } from '#registry/search/meilisearch/engine.ts';
import type { IndexAnswer, MultiSearch } from '#registry/search/meilisearch/index-query.ts';

/** The address of the page's Meilisearch, and a key that can only search it. */
export interface RemoteEngine extends MeilisearchOptions {
  url: string;
  key: string;
}

/** Queries the server directly: Meilisearch's client library is larger than all other scripts of the page. */
export const multiSearchFrom =
  ({ url, key }: RemoteEngine): MultiSearch =>
  async (queries) => {
    const response = await fetch(`${url}/multi-search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ queries }),
    });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const { results } = (await response.json()) as { results: IndexAnswer[] };
    return results;
  };
