import type { Forge } from '../forge/forge.ts';
import type { Claim, Entry, Settlement } from '../outbox/outbox.ts';
import { submissionState } from '../outbox/state.ts';

export interface ReconcileServices {
  forge: Forge;
  /** Called at least once when a case has been published: rebuild the site, index it. May be called again. */
  onPublished?: (entry: Entry) => Promise<void>;
}

/** Between two looks at an open proposal that no webhook has spoken of: at first, and at most. */
export const POLL_MS = 5 * 60_000;
const LONGEST_POLL_MS = 6 * 3_600_000;

/**
 * Looks how a proposal stands. Webhooks only make this happen sooner: what counts is what the forge says when it is asked, so
 * lost, doubled and reordered ones do no harm.
 */
export async function reconcile({ entry }: Claim, { forge, onPublished }: ReconcileServices, now: number): Promise<Settlement> {
  const found = await forge.read(entry.id);
  if (!found) throw new Error('The proposal is not there any more.');
  const state = submissionState(found.status);
  // Before it is written down: who is told twice does the work twice, who is never told does it never.
  if (state === 'published') await onPublished?.({ ...entry, state });
  const { branch, commit, number, url } = found;
  return {
    result: 'moved',
    state,
    proposal: { branch, commit, ...(number === undefined ? {} : { number }), ...(url === undefined ? {} : { url }) },
    ...(state === 'in-review' ? { dueAt: now + pollAfter(now - (entry.times.proposed ?? now)) } : {}),
  };
}

/** What has been open for long is looked at less often: after a tenth of its age. */
const pollAfter = (age: number) => Math.round(Math.min(LONGEST_POLL_MS, Math.max(POLL_MS, age / 10)));
