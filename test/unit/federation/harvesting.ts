import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetcher } from '#registry/federation/fetch/get.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { isPublicAddress } from '#registry/federation/fetch/public-address.ts';
import { feedRecord } from '#registry/federation/feed-record.ts';
import { harvest } from '#registry/federation/harvest.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { publishRegistry } from '#registry/publish.ts';
import type { Peer } from '#registry/settings.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import type { PeerServer } from './peer-server.ts';
import { PATIENCE_MS } from '../../patience.ts';

const { registry } = publishRegistry(await readFixtureRegistry(), { today: FIXTURE_DAY });
export { registry };

const NOW = Date.UTC(2026, 10, 29, 9);
export const DAY_MS = 24 * 3_600_000;

/** A record as some registry may publish it: one of the fixtures under another id. */
export function madeRecord(id: string, origin: string, changes: Record<string, unknown> = {}): string {
  const fixture = registry.cases.get('worked-with-citations')!;
  const record = feedRecord(fixture, registry, { siteUrl: origin, version: ({ digest }) => digest });
  const { lineage: _, ...rest } = record;
  return JSON.stringify({ ...rest, id, ...changes });
}

export const madeRecords = (count: number, origin: string, prefix = 'case'): Map<string, string> =>
  new Map(Array.from({ length: count }, (_, index) => [`${prefix}-${index}`, madeRecord(`${prefix}-${index}`, origin)] as const));

export const doorsTo = (...servers: readonly Pick<PeerServer, 'port'>[]) => ({
  plain: true,
  connectMs: PATIENCE_MS,
  isAllowed: (address: string, port: number) =>
    (address === '127.0.0.1' && servers.some((server) => server.port === port)) || isPublicAddress(address),
});

export const peerAt = (server: Pick<PeerServer, 'origin'>, more: Partial<Peer> = {}): Peer => ({
  ...{ id: 'sur', name: 'Registro del Sur', registry: server.origin, trust: 'read' as const, every: '24h', records: 20_000 },
  ...more,
});

/** A registry that reads others: what it holds is in a file that the test ends by deleting. */
export async function openReader(...servers: readonly PeerServer[]) {
  const folder = mkdtempSync(join(tmpdir(), 'federation-'));
  const file = join(folder, 'outbox.sqlite');
  const imported = await openImported(file);
  const fetcher: Fetcher = openFetcher({ from: 'https://here.example', doors: doorsTo(...servers) });
  let now = NOW;
  return {
    imported,
    file,
    fetcher,
    later: (ms: number) => void (now += ms),
    now: () => now,
    harvest: (peer: Peer) => harvest(peer, { imported, fetcher, registry, now: (now += 1000) }),
    /** States of the records that are held, by id. */
    states: async (peer: Peer) => Object.fromEntries([...(await imported.held(peer.id))].map(([id, { state }]) => [id, state])),
    /** How many last good copies a reader could be shown. */
    readable: async (peer: Peer) => (await imported.records(peer.id)).filter(({ text }) => text !== undefined).length,
    /** Whether some words are in any file that the database keeps. */
    holds(words: string): boolean {
      const database = new DatabaseSync(file);
      const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
      const found = tables.some(({ name }) =>
        database
          .prepare(`select * from ${name}`)
          .all()
          .some((row) => JSON.stringify(row).includes(words)),
      );
      database.close();
      return found;
    },
    async close() {
      fetcher.close();
      await imported.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Reader = Awaited<ReturnType<typeof openReader>>;
