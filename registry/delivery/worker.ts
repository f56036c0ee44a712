import type { Outbox } from '../outbox/outbox.ts';
import type { StepResult } from './delivery.ts';

export interface WorkerOptions {
  /** One step; see runOnce. */
  step: (now: number) => Promise<StepResult>;
  outbox: Pick<Outbox, 'forget' | 'clampTimes'>;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds that only ever grow; by default those of the process. */
  stopwatch?: () => number;
  /** Resolves after some milliseconds, or as soon as the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Aborting lets the step under way end, and no other begin. */
  signal: AbortSignal;
  /** Told of every step; and of errors of the outbox itself, after which the worker goes on. */
  onStep?: (step: StepResult) => void;
  onError?: (error: unknown) => void;
  /** Days after the decision on which a contact is erased, and days after which it is erased even without a decision. */
  contactDays?: number;
  contactLongestDays?: number;
}

export interface Worker {
  /** Something is due now: do not wait for the next look. */
  wake: () => void;
  /** Resolves when the worker has stopped after its signal. */
  stopped: Promise<void>;
}

/** How often to look for what is due without having been told. */
const IDLE_MS = 5_000;
/** After an error of the outbox: its disk may be full, or its server starting. */
const TROUBLED_MS = 10_000;
const FORGET_EVERY_MS = 3_600_000;
/** A clock that falls behind by less was only adjusted. */
const SET_BACK_MS = 30_000;
const DAY_MS = 24 * 3_600_000;

/** Delivers what is due, one after the other, until told to stop. */
export function startWorker(options: WorkerOptions): Worker {
  let alarm = new AbortController();
  const wake = () => {
    // Aborting again would do nothing, and make an error with its stack each time.
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
        await outbox.clampTimes(now);
        isClampDue = false;
        forgetAt = now;
      }
      if (now >= forgetAt) {
        await outbox.forget({ decided: now - contactDays * DAY_MS, received: now - contactLongestDays * DAY_MS });
        forgetAt = now + FORGET_EVERY_MS;
      }
      const done = await step(clock());
      onStep?.(done);
      // While the forge asks for silence nothing is due, however much comes in: each of a thousand would be asked about in vain.
      if (done.did === 'nothing' || done.did === 'paused') await rest(IDLE_MS, { isDeaf: done.did === 'paused' });
    } catch (error) {
      onError?.(error);
      await rest(TROUBLED_MS);
    }
  }
}

/** Tells whether the clock was set back since it was asked last; true the first time, because nobody knows what was before. */
function watchClock(clock: () => number, stopwatch: () => number): () => boolean {
  let ahead = Infinity;
  return () => {
    const before = ahead;
    ahead = clock() - stopwatch();
    return ahead < before - SET_BACK_MS;
  };
}
