import { ForgeError, RateLimited, Rejected } from '../forge/errors.ts';
import type { Entry, Pause, Settlement } from '../outbox/outbox.ts';
import { waitAfter } from './backoff.ts';
import { DraftTookTooLong } from './draft-proposal.ts';

/** A forge that does not answer for a day needs a person. */
const PATIENCE_MS = 24 * 3_600_000;
/** With waits of up to a quarter of an hour this takes a day and a half; it stops what fails at once every time. */
const MAX_ATTEMPTS = 200;
/** Attempts for a text that takes too long to check: it was quick enough when it was accepted. */
const MAX_SLOW_DRAFTS = 5;
/** Milliseconds between checks whether the credentials were fixed. */
const ALARM_PAUSE_MS = 5 * 60_000;
/** The shortest rate-limit pause: one that ends while we save would be met again at once. */
const SHORTEST_PAUSE_MS = 1_000;

/** The result of a failed step for its submission, and whether all others must wait too. */
export function failureOf(
  error: unknown,
  entry: Entry,
  { now, random }: { now: number; random: () => number },
): { settlement: Settlement; pause?: Pause } {
  const message = `${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  if (error instanceof RateLimited) {
    const until = Math.max(now + SHORTEST_PAUSE_MS, Math.ceil(error.retryAt.getTime()));
    return { settlement: { result: 'postponed', error: message, dueAt: until }, pause: { until, reason: message, alarm: false } };
  }
  if (error instanceof ForgeError && (error.kind === 'unauthorized' || error.kind === 'not-found')) {
    const until = now + ALARM_PAUSE_MS;
    return { settlement: { result: 'postponed', error: message, dueAt: until }, pause: { until, reason: message, alarm: true } };
  }
  // A submission under review is only asked about again, however long that takes.
  const isDelivery = entry.state === 'received';
  if (error instanceof Rejected && isDelivery) {
    const reason = error.reason === 'missing' ? 'changed' : 'refused';
    return { settlement: { result: 'parked', reason, detail: `${error.reason}: ${error.message}` } };
  }
  if (error instanceof DraftTookTooLong && isDelivery && entry.attempts >= MAX_SLOW_DRAFTS)
    return { settlement: { result: 'parked', reason: 'crashing', detail: message } };
  const isHopeless = entry.attempts >= MAX_ATTEMPTS || now - (entry.tryingSince ?? now) >= PATIENCE_MS;
  if (isDelivery && isHopeless) return { settlement: { result: 'parked', reason: 'exhausted', detail: message } };
  return { settlement: { result: 'failed', error: message, dueAt: now + waitAfter(entry.attempts, random) } };
}
