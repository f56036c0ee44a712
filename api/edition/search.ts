import type { SearchEngine } from '#registry/search/engine.ts';
import { withFallback } from '#registry/search/fallback.ts';
import { createMeilisearch } from '#registry/search/meilisearch/engine.ts';
import { copiesBeside } from '#registry/search/meilisearch/peers.ts';
import { connectToMeilisearch, multiSearchWith } from '#registry/search/meilisearch/server/client.ts';
import type { SearchServer } from '#registry/search/search-server.ts';
import type { Log } from '../http/log.ts';
import type { Publication } from './publication.ts';

/** Milliseconds to wait for Meilisearch, and to skip it after a failure. */
const [TIMEOUT, PAUSE] = [2000, 10_000];

/** The search engine: the deployment's Meilisearch with the index in memory as its fallback, or that index alone. */
export function openSearch(
  server: SearchServer | undefined,
  publication: Publication,
  locales: readonly string[],
  log: Log,
): SearchEngine {
  const embedded: SearchEngine = { search: (query) => publication.current().search.search(query) };
  if (!server) return embedded;
  const client = connectToMeilisearch({ url: server.url, key: server.key, timeout: TIMEOUT });
  const { peers } = publication.current().registry;
  const meilisearch = createMeilisearch(multiSearchWith(client), {
    ...server,
    ...(peers.length > 0 ? { copies: copiesBeside(server.peers ?? {}, peers) } : {}),
    locales,
    problems: () => publication.current().problems,
  });
  const engine = withFallback(meilisearch, () => embedded, {
    timeout: TIMEOUT,
    pause: PAUSE,
    onFailure: (error) => log.warn({ err: error }, 'Meilisearch did not answer; the index in memory stands in'),
  });
  // Before, it knows no problems to name.
  const begun = publication.indexed.catch(() => undefined);
  return { search: (query) => begun.then(() => engine.search(query)) };
}
