import type { Meilisearch } from 'meilisearch';
import { connectToMeilisearch } from '#registry/search/meilisearch/server/client.ts';
import { deleteIndexes } from '#registry/search/meilisearch/server/indexer.ts';
import { type CassetteServer, record, replay } from './cassette.ts';

/** Whether the tests use a live server, one that is recorded, or a recording. */
export const mode = process.env['MEILI_URL'] === undefined ? 'replayed' : process.env['MEILI_RECORD'] ? 'recorded' : 'live';

export interface Bench {
  url: string;
  key: string | undefined;
  client: Meilisearch;
  /** Fails when a request was not in the recording. */
  close(): Promise<void>;
}

/**
 * A Meilisearch for tests, without indexes of `prefix`: the server at MEILI_URL, or a recording of one. Recordings are real
 * exchanges; tests that need more than a recording are skipped when `mode` is `replayed`.
 */
export async function openMeilisearch(name: string, prefix: string): Promise<Bench> {
  const [real, key] = [
    process.env['MEILI_URL'],
    process.env['MEILI_ADMIN_KEY'] ?? (mode === 'replayed' ? 'replayed' : undefined),
  ];
  const file = `test/fixtures/meilisearch/${name}.json`;
  if (real !== undefined) {
    await deleteIndexes(connectToMeilisearch({ url: real, key }), prefix);
  }
  const server: CassetteServer | undefined =
    mode === 'live' ? undefined : mode === 'recorded' ? await record(file, { url: real!, key }) : await replay(file);
  const url = server?.url ?? real!;
  return {
    url,
    key,
    client: connectToMeilisearch({ url, key }),
    async close() {
      await server?.close();
      if (server && server.unknown.length > 0) throw new Error(server.unknown.join('\n'));
    },
  };
}
