import type { Registry } from '../registry.ts';
import type { Peer } from '../settings.ts';
import type { Doors } from './fetch/checked-connection.ts';
import { openFetcher } from './fetch/get.ts';
import { harvest, type Harvested } from './harvest.ts';
import type { Imported, PeerFacts } from './imported.ts';
import { retire } from './retire.ts';
import { nextHarvest } from './schedule.ts';

/** What one harvest may take, and for how long nobody else begins one of the same registry: longer, or two would work at once. */
const [HARVEST_MS, LEASE_MS] = [15 * 60_000, 20 * 60_000];

export interface TurnOptions {
  imported: Imported;
  registry: Pick<Registry, 'locales' | 'vocabularies' | 'kinds'>;
  /** Address of our site. */
  from: string;
  /** Names this process among those that share what is held. */
  owner: string;
  /** Whether only a registry is read whose time has come. */
  isDue: boolean;
  clock: () => number;
  random: () => number;
  signal?: AbortSignal;
  doors?: Doors;
}

/** Reads one registry, if nobody else is reading it; undefined when it is not its turn, or when the signal ends it: then it stays due. */
export async function takeTurn(peer: Peer, options: TurnOptions): Promise<Harvested | undefined> {
  const { imported, registry, from, owner, isDue, clock, random, signal, doors } = options;
  const now = clock();
  // Its cases are ours already.
  if (peer.registry === new URL(from).origin) return undefined;
  const before: PeerFacts = (await imported.peer(peer.id)) ?? { state: 'new', addedAt: now, failures: 0 };
  if (before.state === 'new') await imported.save(peer.id, before);
  if (!(await imported.claim(peer.id, { owner, leaseMs: LEASE_MS, isDue }, now))) return undefined;
  const limit = AbortSignal.timeout(HARVEST_MS);
  const fetcher = openFetcher({ from, signal: signal ? AbortSignal.any([limit, signal]) : limit, ...(doors ? { doors } : {}) });
  let next = now;
  try {
    const harvested = await harvest(peer, { imported, fetcher, registry, origin: new URL(from).origin, now, signal });
    const failures = (await imported.peer(peer.id))?.failures ?? 0;
    next = nextHarvest(peer, harvested, failures, { now, random: random() });
    return harvested;
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  } finally {
    fetcher.close();
    await imported.release(peer.id, owner, next);
  }
}

/**
 * Ends what is held of registries that content/peers.yml no longer names, or calls retired; their ids. A file that cannot be read says
 * nothing of the kind.
 */
export async function retireOthers(
  imported: Imported,
  { peers, arePeersUnread }: Pick<Registry, 'peers' | 'arePeersUnread'>,
  now: number,
): Promise<string[]> {
  if (arePeersUnread) return [];
  const read = new Set(peers.filter(({ retired }) => retired === undefined).map(({ id }) => id));
  const ended: string[] = [];
  for (const [id, { state }] of await imported.peers()) {
    if (read.has(id) || state === 'retired') continue;
    await retire(imported, id, now);
    ended.push(id);
  }
  return ended;
}
