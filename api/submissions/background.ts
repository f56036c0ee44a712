import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { runOnce } from '#registry/delivery/delivery.ts';
import { startWorker } from '#registry/delivery/worker.ts';
import type { Forge } from '#registry/forge/forge.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import type { Built, BuiltRecord } from '../edition/built.ts';
import { FAILED_REBUILD_MS, type Rebuild } from '../edition/rebuild.ts';
import type { Checks } from '../checking/checks.ts';
import type { Log } from '../http/log.ts';
import type { Metrics } from '../http/metrics.ts';

export interface BackgroundOptions {
  outbox: Outbox;
  forge: Forge;
  checks: Pick<Checks, 'draft'>;
  rebuild: Rebuild;
  built: BuiltRecord;
  siteUrl: string | undefined;
  statusPath: (submissionId: string) => string;
  contactDays: number;
  contactLongestDays: number;
  reconcileSeconds: number;
  log: Log;
  metrics?: Metrics;
}

export interface BackgroundWork {
  /** A submission may be due. */
  wake: () => void;
  /** The published branch may have moved. */
  refresh: () => void;
  /** Stops after the current step. */
  stop: () => Promise<void>;
}

/** Most submissions under review that one round asks about; the worker looks at older ones from time to time. */
const LOOKED_AT = 1000;

/** Starts the background work: delivering submissions, learning decisions, and rebuilding the site when a case is published. */
export async function startBackground(options: BackgroundOptions): Promise<BackgroundWork> {
  const { outbox, forge, checks, rebuild, siteUrl, statusPath, reconcileSeconds, log, metrics } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const services = {
    outbox,
    forge,
    draft: checks.draft,
    owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    ...(siteUrl === undefined ? {} : { statusUrl: (id: string) => new URL(statusPath(id), siteUrl).href }),
  };

  const onError = (error: unknown) => log.error({ err: error }, 'the outbox or the forge failed');
  const builds = followPublished({ outbox, forge, rebuild, record: options.built, onError });

  const tellWhy = async (id: string, result: string) => {
    const entry = await outbox.find(id);
    log.warn({ result, id, why: entry?.parked?.detail ?? entry?.lastError }, 'a submission could not be delivered');
  };

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
      if (step.did === 'parked' || step.did === 'failed') void tellWhy(step.id, step.did).catch(onError);
      if (step.did === 'lost') log.warn({ id: step.id }, 'a proposal is gone; it is made again');
      if (step.did === 'moved') builds.afterStep();
    },
    onError,
  });

  const poll = async () => {
    builds.look();
    while (!signal.aborted) {
      await sleep(reconcileSeconds * 1000, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await markDecided(outbox, forge)
        .then((found) => found && worker.wake())
        .catch(onError);
      builds.look();
    }
  };
  const polling = poll();

  return {
    wake: worker.wake,
    refresh: builds.look,
    async stop() {
      stopping.abort();
      await Promise.all([worker.stopped, polling]);
      await builds.ended();
    },
  };
}

interface FollowOptions extends Pick<BackgroundOptions, 'outbox' | 'forge' | 'rebuild'> {
  record: BuiltRecord;
  onError: (error: unknown) => void;
}

/**
 * Rebuilds the site after a submission is published or the published branch moves. Nobody waits for a build: decisions are learnt
 * while one runs.
 */
function followPublished({ outbox, forge, rebuild, record, onError }: FollowOptions) {
  let known: Promise<Built> | undefined;
  let notBefore = 0;
  let turn: Promise<void> = Promise.resolve();
  /** A look that has not begun: it is that of all who ask meanwhile. */
  let next: { asksForge: boolean } | undefined;

  /** The site was built from a local branch before the server started; for GitHub the built commit is unknown. */
  const begin = async (): Promise<Built> => {
    const built = await record.read();
    if (built.commit !== undefined || forge.kind === 'github') return built;
    return { ...built, commit: await forge.readTip() };
  };
  // Counts submissions instead of relying on notification: another process that shares the outbox may have received it.
  const build = async (asksForge: boolean): Promise<void> => {
    known ??= begin().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    const before = await known;
    const { published } = await outbox.count();
    const hasMore = published !== before.published;
    const tip = asksForge || hasMore ? await forge.readTip().catch(() => undefined) : before.commit;
    // Whatever was published is on the branch: a commit that was built from needs no second build when the outbox hears of it.
    const isBuilt = tip === undefined ? !hasMore : tip === before.commit;
    if (isBuilt ? !hasMore : performance.now() < notBefore) return;
    if (isBuilt || (await rebuild())) {
      const built = { published, commit: tip ?? before.commit };
      known = Promise.resolve(built);
      await record.write(built);
    } else notBefore = performance.now() + FAILED_REBUILD_MS;
  };
  const inTurn = (asksForge: boolean): void => {
    if (next) {
      next.asksForge ||= asksForge;
      return;
    }
    const mine = (next = { asksForge });
    turn = turn
      .then(() => {
        next = undefined;
        return build(mine.asksForge);
      })
      .catch(onError);
  };
  return { look: () => inTurn(true), afterStep: () => inTurn(false), ended: () => turn };
}

/** Learns decisions with one question to the forge: submissions under review here that are not open there. */
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
