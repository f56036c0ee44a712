import { LONGEST_SILENCE_MS } from '../forge/errors.ts';
import type { LongestWaits, Outbox } from '../outbox/outbox.ts';
import { LONGEST_WAIT_MS } from './backoff.ts';
import { LEASE_MS, type StepResult } from './delivery.ts';
import { LONGEST_POLL_MS } from './reconcile.ts';

export interface WorkerOptions {
  /** One step; see runOnce. */
  step: (now: number) => Promise<StepResult>;
  outbox: Pick<Outbox, 'forget' | 'clampTimes'>;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** A monotonic clock in milliseconds; that of the process by default. */
  stopwatch?: () => number;
  /** Resolves after some milliseconds, or when the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Aborting lets the current step end and starts no other. */
  signal: AbortSignal;
  /** Called after every step, and for errors of the outbox itself, after which the worker continues. */
  onStep?: (step: StepResult) => void;
  onError?: (error: unknown) => void;
  /** Days after the decision until a contact is erased, and days until it is erased without a decision. */
  contactDays?: number;
  contactLongestDays?: number;
}

export interface Worker {
  /** Wakes the worker: a submission may be due. */
  wake: () => void;
  /** Resolves when the worker has stopped after its signal. */
  stopped: Promise<void>;
}

/** Milliseconds between checks without a wake-up. */
const IDLE_MS = 5_000;
/** After an error of the outbox: its disk may be full, or its server starting. */
const TROUBLED_MS = 10_000;
const FORGET_EVERY_MS = 3_600_000;
const LONGEST_WAITS: LongestWaits = {
  ...{ delivery: LONGEST_WAIT_MS, check: LONGEST_POLL_MS, lease: LEASE_MS, pause: LONGEST_SILENCE_MS },
};
/** A clock that goes back by less was only adjusted. */
const SET_BACK_MS = 30_000;
const DAY_MS = 24 * 3_600_000;

/** Delivers due submissions one after the other until its signal aborts. */
export function startWorker(options: WorkerOptions): Worker {
  let alarm = new AbortController();
  const wake = () => {
    // A second abort would do nothing, and create an error with its stack each time.
    if (!alarm.signal.aborted) alarm.abort();
  };
  return { wake, stopped: run(options, rest) };

  async function rest(ms: number, { isDeaf = false } = {}): Promise<void> {
    await options.sleep(ms, isDeaf ? options.signal : AbortSignal.any([alarm.signal, options.signal]));
    alarm = new AbortController();
  }
}

async function run(options: WorkerOptions, rest: (ms: number, how?: { isDeaf: boolean }) => Promise<void>): Promise<void> {
  const { step, outbox, clock, signal, onStep, onError, contactDays = 30, contactLongestDays = 365 } = options;
  const wasSetBack = watchClock(clock, options.stopwatch ?? (() => performance.now()));
  let forgetAt = -Infinity;
  let isClampDue = false;
  while (!signal.aborted) {
    try {
      const now = clock();
      isClampDue ||= wasSetBack();
      if (isClampDue) {
        await outbox.clampTimes(LONGEST_WAITS, now);
        isClampDue = false;
        forgetAt = now;
      }
      if (now >= forgetAt) {
        await outbox.forget({ decided: now - contactDays * DAY_MS, received: now - contactLongestDays * DAY_MS });
        forgetAt = now + FORGET_EVERY_MS;
      }
      const done = await step(clock());
      onStep?.(done);
      // While we are rate-limited, new submissions must not wake the worker.
      if (done.did === 'nothing' || done.did === 'paused') await rest(IDLE_MS, { isDeaf: done.did === 'paused' });
    } catch (error) {
      onError?.(error);
      await rest(TROUBLED_MS);
    }
  }
}

/**
 * Returns a function that tells whether the clock was set back since its last call; true the first time, because the time
 * before is unknown.
 */
function watchClock(clock: () => number, stopwatch: () => number): () => boolean {
  let ahead = Infinity;
  return () => {
    const before = ahead;
    ahead = clock() - stopwatch();
    return ahead < before - SET_BACK_MS;
  };
}
