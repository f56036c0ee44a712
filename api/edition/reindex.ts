import { makeDocuments } from '#registry/search/corpus.ts';
import { connectToMeilisearch } from '#registry/search/meilisearch/server/client.ts';
import { type Embedding, rebuildIndexes } from '#registry/search/meilisearch/server/indexer.ts';
import { canSync, compareIndexes, syncIndexes } from '#registry/search/meilisearch/server/sync.ts';
import type { SearchServer } from '#registry/search/search-server.ts';
import type { Log } from '../http/log.ts';
import type { Publication } from './publication.ts';

export interface ReindexOptions {
  server: Pick<SearchServer, 'url' | 'prefix'>;
  /** A key that may write to the indexes. */
  adminKey: string;
  /** The embedder of the indexes, if any. */
  embedding: Embedding | undefined;
  publication: Publication;
  log: Log;
}

/**
 * Returns a function that updates the Meilisearch indexes to the published content. If that fails it logs the error, and
 * searches use the old indexes until the next publication or `registry -- index sync`.
 */
export function makeReindex({ server, adminKey, embedding, publication, log }: ReindexOptions): () => Promise<void> {
  const client = connectToMeilisearch({ url: server.url, key: adminKey });
  return async () => {
    try {
      const { registry } = publication.current();
      const [documents, options] = [
        [...makeDocuments(registry)],
        { prefix: server.prefix, locales: [...registry.locales.keys()], embedding },
      ];
      const difference = await compareIndexes(client, documents, options);
      if (!canSync(difference)) await rebuildIndexes(client, documents, options);
      else await syncIndexes(client, difference, options);
      log.info('the search indexes are up to date');
    } catch (error) {
      log.error({ err: error }, 'the search indexes could not be brought up to date');
    }
  };
}
