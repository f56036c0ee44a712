import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long enough to get work done. A file from the disk takes a reader several turns of ours, and together they must not be noticed. */
const TURN_MS = 5;

export interface InTurnsOptions {
  turnMs?: number;
  signal?: AbortSignal;
}

/** Does some work step by step, and lets others do theirs in between. Rejects when the signal aborts. */
export async function inTurns<Result>(
  work: Generator<undefined, Result>,
  { turnMs = TURN_MS, signal }: InTurnsOptions = {},
): Promise<Result> {
  // Whoever asked gets a turn before the work begins.
  await nextTurn();
  let started = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - started < turnMs) continue;
    await nextTurn();
    started = performance.now();
  }
}
