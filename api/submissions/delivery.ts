import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { runOnce } from '#registry/delivery/delivery.ts';
import { draftProposal, type DraftTask } from '#registry/delivery/draft-proposal.ts';
import { startWorker } from '#registry/delivery/worker.ts';
import type { Base } from '#registry/forge/base-content.ts';
import type { Forge } from '#registry/forge/forge.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { readRegistry } from '#registry/read.ts';
import type { BuiltCount } from '../edition/built-count.ts';
import type { Publication } from '../edition/publication.ts';
import type { Rebuild } from '../edition/rebuild.ts';
import type { Log } from '../http/log.ts';
import type { Metrics } from '../http/metrics.ts';

export interface DeliveryOptions {
  outbox: Outbox;
  forge: Forge;
  publication: Publication;
  rebuild: Rebuild;
  builtCount: BuiltCount;
  siteUrl: string | undefined;
  statusPath: (submissionId: string) => string;
  contactDays: number;
  contactLongestDays: number;
  reconcileSeconds: number;
  log: Log;
  metrics?: Metrics;
}

export interface Delivery {
  /** Something is due. */
  wake: () => void;
  /** Ends after the step under way. */
  stop: () => Promise<void>;
}

/** After a build that failed: another one would most likely fail too. */
const FAILED_REBUILD_MS = 5 * 60_000;
/** Most of what is under review; the oldest beyond it are found by the worker, which looks at each from time to time. */
const LOOKED_AT = 1000;

/** Starts what happens without being asked: delivering, learning what was decided, and rebuilding the site when a case is published. */
export async function startDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { outbox, forge, publication, rebuild, builtCount, siteUrl, statusPath, reconcileSeconds, log, metrics } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const services = {
    outbox,
    forge,
    draft: async (task: DraftTask, { tree }: Base) => draftProposal(task, { tree, registry: readRegistry(tree).registry }),
    owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    ...(siteUrl === undefined ? {} : { statusUrl: (id: string) => new URL(statusPath(id), siteUrl).href }),
  };

  let built = await builtCount.read();
  let notBefore = 0;
  // Counted rather than told: another process that shares the outbox may have been the one to hear of it.
  const buildWhatIsPublished = async () => {
    const { published } = await outbox.count();
    if (published === built || Date.now() < notBefore) return;
    const before = built;
    built = published;
    if (await rebuild()) return await builtCount.write(published);
    built = before;
    notBefore = Date.now() + FAILED_REBUILD_MS;
  };
  const onError = (error: unknown) => log.error({ err: error }, 'the outbox or the forge failed');

  const worker = startWorker({
    step: (now) => runOnce(services, now),
    outbox,
    clock: Date.now,
    sleep: (ms, until) => sleep(ms, undefined, { signal: until }).catch(() => undefined),
    signal,
    contactDays: options.contactDays,
    contactLongestDays: options.contactLongestDays,
    onStep: (step) => {
      if (step.did === 'nothing') return;
      metrics?.countDelivery(step.did);
      if (step.did === 'parked' || step.did === 'failed') log.warn({ result: step.did }, 'a submission could not be delivered');
      if (step.did === 'moved') void buildWhatIsPublished().catch(onError);
    },
    onError,
  });

  const poll = async () => {
    await buildWhatIsPublished().catch(onError);
    while (!signal.aborted) {
      await sleep(reconcileSeconds * 1000, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await markDecided(outbox, forge)
        .then((found) => found && worker.wake())
        .then(buildWhatIsPublished)
        .catch(onError);
    }
  };
  const polling = poll();

  return {
    wake: worker.wake,
    async stop() {
      stopping.abort();
      await Promise.all([worker.stopped, polling]);
    },
  };
}

/** Finds what reviewers have decided with one question to the forge: what is under review here and not open there. */
async function markDecided(outbox: Outbox, forge: Forge): Promise<boolean> {
  const waiting = [
    ...(await outbox.list({ state: 'in-review', limit: LOOKED_AT })),
    ...(await outbox.list({ state: 'proposed', limit: LOOKED_AT })),
  ];
  if (waiting.length === 0) return false;
  const open = new Set((await forge.list({ status: 'open' })).map(({ submissionId }) => submissionId));
  const decided = waiting.filter(({ id }) => !open.has(id));
  for (const { id } of decided) await outbox.markDue(id, Date.now());
  return decided.length > 0;
}
