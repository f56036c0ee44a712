import type { BaseContent } from '../forge/base-content.ts';
import { ForgeError, Rejected } from '../forge/errors.ts';
import type { Forge } from '../forge/forge.ts';
import { kinds } from '../kinds.ts';
import type { Claim, Outbox, Settlement } from '../outbox/outbox.ts';
import { submissionState } from '../outbox/state.ts';
import { readRedirects } from '../read.ts';
import { recordIdsIn } from '../record/path.ts';
import { proposeRecordIds } from '../submission/draft/propose-ids.ts';
import type { Drafted, DraftTask } from './draft-proposal.ts';
import { failureOf } from './failure.ts';
import { POLL_MS, reconcile, type ReconcileServices } from './reconcile.ts';

export interface DeliveryServices extends ReconcileServices {
  outbox: Outbox;
  /** Drafts a proposal from the content of the base branch; see draftProposal. */
  draft: (task: DraftTask, base: BaseContent) => Promise<Drafted>;
  /** Address of a submission's status page, shown to reviewers. */
  statusUrl?: (id: string) => string;
  /** In [0, 1). */
  random?: () => number;
  /** A name for the worker, unique among workers that run at the same time. */
  owner: string;
  leaseMs?: number;
}

/** Longer than any delivery: a worker that holds a claim longer is taken for dead. */
export const LEASE_MS = 2 * 60_000;
/** Crashes that one submission may cause before it is parked for a person. */
const MAX_CRASHES = 8;
/** Attempts to complete an existing proposal: it can be reviewed even without a label. */
const MAX_COMPLETIONS = 10;
/** Ids tried for a new case: more than different cases ever share. */
const MAX_IDS = 100;
const NO_ID = `None of ${MAX_IDS} ids is free: give the case another title, or its id by hand.`;

/** The result of one step: nothing was due, everything waits for the forge, or a submission was settled. */
export type StepResult = { did: 'nothing' | 'paused' } | { did: Settlement['result']; id: string };

/**
 * One step of the worker: claims the submission that is due, delivers it or checks its proposal, and settles it in the outbox.
 * May be interrupted anywhere: the next step finishes its work. Throws only errors of the outbox.
 */
export async function runOnce(services: DeliveryServices, now: number): Promise<StepResult> {
  const { outbox, owner, leaseMs = LEASE_MS } = services;
  if (await outbox.paused(now)) return { did: 'paused' };
  const claim = await outbox.claim({ owner, leaseMs }, now);
  if (!claim) return { did: 'nothing' };
  const { settlement, pause } = await work(claim, services, now).then(
    (result) => ({ settlement: result, pause: undefined }),
    (error: unknown) => failureOf(error, claim.entry, { now, random: services.random ?? Math.random }),
  );
  if (pause) await outbox.pause(pause);
  await outbox.settle(claim, settlement, now);
  return { did: settlement.result, id: claim.entry.id };
}

async function work(claim: Claim, services: DeliveryServices, now: number): Promise<Settlement> {
  const { entry } = claim;
  if (entry.state !== 'received') return await reconcile(claim, services, now);
  if (entry.crashes >= MAX_CRASHES)
    return { result: 'parked', reason: 'crashing', detail: `${entry.crashes} workers stopped while delivering it.` };
  return await deliver(claim, services, now);
}

async function deliver(claim: Claim, services: DeliveryServices, now: number): Promise<Settlement> {
  const { entry } = claim;
  // An attempt that crashed may have created the proposal; then no part of it is made again.
  const known = entry.attempts > 1 ? await services.forge.read(entry.id) : undefined;
  if (!known) return await propose(claim, services, now);
  if (known.status === 'open' && entry.attempts <= MAX_COMPLETIONS) {
    // Its labels and reviewers may still be missing; its other problems were reported when it was made.
    const completed = await propose(claim, services, now).catch((error: unknown) => {
      if (error instanceof ForgeError && !(error instanceof Rejected)) throw error;
    });
    if (completed?.result === 'moved') return completed;
  }
  return moved(known, now);
}

async function propose(claim: Claim, services: DeliveryServices, now: number): Promise<Settlement> {
  const { entry, original } = claim;
  const payload = claim.payload!;
  const { forge, outbox, statusUrl } = services;
  const base = await forge.readBase();
  const caseId = entry.caseId ?? (await reserveId(claim, outbox, base));
  if (caseId === undefined) return { result: 'parked', reason: 'no-id', detail: NO_ID };
  const day = new Date(entry.times.received ?? now).toISOString().slice(0, 10);
  const { proposal, parked } = await services.draft(
    {
      ...{ forge: forge.kind, entry, payload, caseId, day },
      ...(original ? { original } : {}),
      ...(statusUrl ? { statusUrl: statusUrl(entry.id) } : {}),
    },
    base,
  );
  if (parked) return { result: 'parked', ...parked };
  try {
    return moved(await forge.propose({ ...proposal, base: base.commit }), now);
  } catch (error) {
    if (!(error instanceof Rejected && error.reason === 'taken' && entry.action === 'create')) throw error;
    // Somebody may have added a case with this id between our check and our commit: the next attempt uses the next id.
    const next = await reserveId(claim, outbox, base, caseId);
    return next === undefined
      ? { result: 'parked', reason: 'no-id', detail: NO_ID }
      : { result: 'failed', error: `The id ${caseId} is taken.`, dueAt: now };
  }
}

function moved(proposal: Awaited<ReturnType<Forge['propose']>>, now: number): Settlement {
  const { branch, commit, number, url, status } = proposal;
  const place = { branch, commit, ...(number === undefined ? {} : { number }), ...(url === undefined ? {} : { url }) };
  // reconcile learns that it was published before we knew that it was proposed, and notifies those who wait for it.
  return {
    result: 'moved',
    state: 'proposed',
    proposal: place,
    dueAt: submissionState(status) === 'in-review' ? now + POLL_MS : now,
  };
}

/** Reserves the first free id for a new case, or the first after `last` if that was refused. Undefined when there is none. */
async function reserveId(claim: Claim, outbox: Outbox, { tree }: BaseContent, last?: string): Promise<string | undefined> {
  const redirects = readRedirects(tree);
  const taken = new Set([...recordIdsIn(tree, kinds), ...redirects.keys(), ...redirects.values()]);
  const ids = proposeRecordIds(claim.payload!, claim.entry.lab, (id) => id !== last && taken.has(id));
  const candidates = ids.take(MAX_IDS).toArray();
  for (const id of candidates.slice(last === undefined ? 0 : candidates.indexOf(last) + 1))
    if (await outbox.reserveCase(claim, id)) return id;
  return undefined;
}
