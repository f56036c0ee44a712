import type { MeilisearchOptions } from '#registry/search/meilisearch/engine.ts';
import type { IndexAnswer, MultiSearch } from '#registry/search/meilisearch/index-query.ts';

/** Where the page's Meilisearch is, and the key that may search it and nothing else. */
export interface RemoteEngine extends MeilisearchOptions {
  url: string;
  key: string;
}

/** Asks the server directly. The client library of Meilisearch would be more than the whole rest of the page's scripts. */
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
