import type { Forge } from '../forge/forge.ts';
import type { Claim, Entry, Settlement } from '../outbox/outbox.ts';
import { submissionState } from '../outbox/state.ts';

export interface ReconcileServices {
  forge: Forge;
  /** Called at least once when a case has been published, to rebuild the site and update the index. */
  onPublished?: (entry: Entry) => Promise<void>;
}

/** Between two checks of an open proposal that no webhook has mentioned: at first, and at most. */
export const POLL_MS = 5 * 60_000;
export const LONGEST_POLL_MS = 6 * 3_600_000;

/**
 * Checks the state of a proposal. Webhooks only make this happen sooner. The forge's answer decides, so lost, repeated and
 * reordered webhooks do no harm.
 */
export async function reconcile({ entry }: Claim, { forge, onPublished }: ReconcileServices, now: number): Promise<Settlement> {
  const found = await forge.read(entry.id);
  if (!found) {
    // A forge may need a moment until it lists what it has just been given.
    if (now - (entry.times.proposed ?? 0) < POLL_MS) throw new Error('The proposal cannot be found yet.');
    return { result: 'lost', dueAt: now };
  }
  const state = submissionState(found.status);
  // Notify before saving: a repeated notification repeats a build, a lost one loses the publication.
  if (state === 'published') await onPublished?.({ ...entry, state });
  const { branch, commit, number, url, reason } = found;
  return {
    result: 'moved',
    state,
    proposal: { branch, commit, ...(number === undefined ? {} : { number }), ...(url === undefined ? {} : { url }) },
    ...(reason === undefined ? {} : { reason }),
    ...(state === 'in-review' ? { dueAt: now + pollAfter(now - (entry.times.proposed ?? now)) } : {}),
  };
}

/** Older proposals are checked less often: after a tenth of their age. */
const pollAfter = (age: number) => Math.round(Math.min(LONGEST_POLL_MS, Math.max(POLL_MS, age / 10)));
