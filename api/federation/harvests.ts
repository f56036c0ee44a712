import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Doors } from '#registry/federation/fetch/checked-connection.ts';
import type { Imported } from '#registry/federation/imported.ts';
import { proposeOffers } from '#registry/federation/offer-proposal.ts';
import { shownState, takeSnapshot } from '#registry/federation/snapshot.ts';
import { writeFolder } from '#registry/federation/store/folder.ts';
import { retireOthers, takeTurn } from '#registry/federation/turn.ts';
import type { Forge } from '#registry/forge/forge.ts';
import type { Registry } from '#registry/registry.ts';
import { exists } from '../edition/site-folder.ts';
import { FAILED_REBUILD_MS, type Rebuild } from '../edition/rebuild.ts';
import type { Log } from '../http/log.ts';

export interface HarvestsOptions {
  /** Opens what is held; asked for when there is a registry to read. */
  open: () => Promise<Imported>;
  /** What is published now: it says which registries are read. */
  registry: () => Registry;
  /** Where the build of the site finds what is held. */
  folder: string;
  /** Address of our site. */
  from: string;
  rebuild: Rebuild;
  log: Log;
  /** Where translations that partners offer become proposals; without it, nobody proposes them here. */
  forge?: Pick<Forge, 'read' | 'propose'> | undefined;
  doors?: Doors | undefined;
  /** How often to look whether a registry is due. */
  lookMs?: number;
}

export interface Harvests {
  /** Ends what is under way; resolves when nothing is. */
  stop(): Promise<void>;
}

const LOOK_MS = 60_000;

/**
 * Reads the registries that content/peers.yml names, each in a lane of its own: one that is slow keeps none waiting. Servers that
 * share what is held share the work; each builds its own site when readers would see something else.
 */
export function startHarvests(options: HarvestsOptions): Harvests {
  const { open, registry, from, log, forge, doors, lookMs = LOOK_MS } = options;
  let opened: Imported | undefined;
  const stopping = new AbortController();
  const lanes = new Map<string, Promise<void>>();
  const publish = publishing(options);
  const turn = {
    ...{ from, isDue: true, clock: Date.now, random: Math.random, signal: stopping.signal },
    ...(doors ? { doors } : {}),
    owner: `${hostname()} ${process.pid}`,
  };

  const look = async () => {
    const now = registry();
    // Who has stopped reading all of them has something to forget.
    if (!opened && now.peers.length === 0 && !(await exists(options.folder))) return;
    const imported = (opened ??= await open());
    for (const id of await retireOthers(imported, now, Date.now())) log.info({ peer: id }, 'a registry is no longer read');
    const started = now.peers.filter(({ id, retired }) => retired === undefined && !lanes.has(id));
    for (const peer of started) {
      const lane = takeTurn(peer, { ...turn, imported, registry: now })
        .then(async (harvested) => {
          if (!harvested) return;
          log.info({ peer: peer.id, ...harvested }, 'a registry was read');
          if (!forge || peer.trust !== 'partner' || harvested.result === 'failed') return;
          const proposals = await proposeOffers(peer, { imported, forge, registry: now });
          if (proposals.length > 0) log.info({ peer: peer.id, proposals }, 'translations were proposed');
        })
        .catch((error: unknown) => log.error({ err: error, peer: peer.id }, 'a registry could not be read'))
        .finally(() => lanes.delete(peer.id));
      lanes.set(peer.id, lane);
    }
    // Those that have nothing new are done in a moment: what they changed is built now and not in a minute.
    await Promise.race([
      Promise.all(lanes.values()),
      sleep(lookMs / 2, undefined, { signal: stopping.signal }).catch(() => undefined),
    ]);
    await publish(imported);
  };

  const run = async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.error({ err: error }, 'what is held of other registries cannot be looked at'));
      await sleep(lookMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await Promise.all(lanes.values());
  };
  const stopped = run();
  return {
    async stop() {
      stopping.abort();
      await stopped;
      await opened?.close();
    },
  };
}

/** Has the site built again when readers would see something else than it shows; not at once when that has just failed. */
function publishing({ folder, rebuild }: HarvestsOptions): (imported: Imported) => Promise<void> {
  const mark = join(folder, 'built');
  let notBefore = 0;
  return async (imported) => {
    const now = shownState(await imported.peers());
    const built = await readFile(mark, 'utf8').catch(() => shownState(new Map()));
    if (now === built || performance.now() < notBefore) return;
    await writeFolder(folder, await takeSnapshot(imported));
    if (await rebuild()) await writeFile(mark, now);
    else notBefore = performance.now() + FAILED_REBUILD_MS;
  };
}
