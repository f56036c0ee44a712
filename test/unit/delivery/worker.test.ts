import { describe, expect, test } from 'vitest';
import { waitAfter } from '#registry/delivery/backoff.ts';
import type { StepResult } from '#registry/delivery/delivery.ts';
import { reconcile } from '#registry/delivery/reconcile.ts';
import { startWorker, type WorkerOptions } from '#registry/delivery/worker.ts';
import type { Forge } from '#registry/forge/forge.ts';
import { classifyError } from '#registry/forge/github/errors.ts';
import type { Claim, LongestWaits } from '#registry/outbox/outbox.ts';

const DAY = 24 * 3_600_000;

/** A clock that only moves while the worker sleeps, and a log of events with their times. */
function makeBench(steps: (StepResult | Error)[], given: Partial<WorkerOptions> = {}) {
  const stop = new AbortController();
  const events: string[] = [];
  let now = 0;
  const options: WorkerOptions = {
    async step() {
      const next = steps.shift() ?? { did: 'nothing' as const };
      if (steps.length === 0) stop.abort();
      if (next instanceof Error) throw next;
      return next;
    },
    outbox: {
      clampTimes: async (_longest, to) => void events.push(`clamp ${to}`),
      async forget({ decided, received }) {
        events.push(`forget ${decided / DAY} ${received / DAY}`);
        return { contacts: 0, payloads: 0 };
      },
    },
    clock: () => now,
    stopwatch: () => now,
    sleep: async (ms, signal) => {
      if (signal.aborted) return;
      now += ms;
      events.push(`sleep ${ms}`);
    },
    signal: stop.signal,
    onStep: ({ did }) => events.push(did),
    onError: (error) => events.push((error as Error).message),
    ...given,
  };
  return { options, events, stop };
}

describe('the worker', () => {
  test('works without pause while something is due, and looks again after a while when nothing is', async () => {
    const { options, events } = makeBench([
      { did: 'moved', id: 'a' },
      { did: 'failed', id: 'b' },
      { did: 'nothing' },
      { did: 'moved', id: 'c' },
    ]);
    await startWorker(options).stopped;
    expect(events.slice(2)).toEqual(['moved', 'failed', 'nothing', 'sleep 5000', 'moved']);
  });

  test('lets the step under way end when told to stop, and begins no other', async () => {
    const { options, events, stop } = makeBench([
      { did: 'moved', id: 'a' },
      { did: 'moved', id: 'b' },
    ]);
    const { step } = options;
    options.step = async (now) => (stop.abort(), await step(now));
    await startWorker(options).stopped;
    expect(events.slice(2)).toEqual(['moved']);
  });

  test('goes on after an error of the outbox', async () => {
    const { options, events } = makeBench([new Error('disk full'), { did: 'moved', id: 'a' }]);
    await startWorker(options).stopped;
    expect(events.slice(2)).toEqual(['disk full', 'sleep 10000', 'moved']);
  });

  test('does not sleep on when woken, also when that was just before', async () => {
    const { options, events } = makeBench([{ did: 'nothing' }, { did: 'moved', id: 'a' }]);
    const worker = startWorker(options);
    worker.wake();
    await worker.stopped;
    expect(events.slice(2)).toEqual(['nothing', 'moved']);
  });

  test('sleeps on while paused, however often it is woken', async () => {
    const { options, events } = makeBench([{ did: 'paused' }, { did: 'moved', id: 'a' }]);
    const worker = startWorker(options);
    worker.wake();
    await worker.stopped;
    expect(events.slice(2)).toEqual(['paused', 'sleep 5000', 'moved']);
  });

  test('forgets thirty days after the decision and a year after all, or as it is told', async () => {
    const { options, events } = makeBench([{ did: 'nothing' }]);
    await startWorker(options).stopped;
    expect(events[1]).toBe('forget -30 -365');
    const other = makeBench([{ did: 'nothing' }], { contactDays: 7, contactLongestDays: 100 });
    await startWorker(other.options).stopped;
    expect(other.events[1]).toBe('forget -7 -100');
  });

  test('clamps times when it starts, and whenever the clock was set back', async () => {
    const steps: StepResult[] = [{ did: 'nothing' }, { did: 'nothing' }, { did: 'moved', id: 'a' }];
    let [wall, passed] = [100 * DAY, 0];
    const { options, events } = makeBench(steps, {
      clock: () => wall,
      stopwatch: () => passed,
      sleep: async (ms) => {
        wall += ms;
        passed += ms;
        // Set back by an hour during the first pause, and adjusted by a second during the next.
        wall -= passed === ms ? 3_600_000 : 1_000;
      },
    });
    await startWorker(options).stopped;
    const clamped = events.filter((event) => event.startsWith('clamp'));
    expect(clamped).toEqual([`clamp ${100 * DAY}`, `clamp ${100 * DAY + 5_000 - 3_600_000}`]);
    // What is to be forgotten by the new time does not wait until the old one is reached again.
    expect(events.filter((event) => event.startsWith('forget'))).toHaveLength(2);
  });

  test('moves nothing back that was put off for as long as it may be', async () => {
    let longest: LongestWaits | undefined;
    const { options } = makeBench([{ did: 'nothing' }]);
    await startWorker({ ...options, outbox: { ...options.outbox, clampTimes: async (given) => void (longest = given) } }).stopped;
    expect(longest?.delivery).toBe(waitAfter(Infinity, () => 1));
    const response = { status: 429, headers: { 'retry-after': '1e9' }, data: '' };
    expect(classifyError({ response }, 'waiting', 0)).toMatchObject({ retryAt: new Date(longest!.pause) });
    const claim = { entry: { times: { proposed: 0 } } } as Claim;
    const read = async () => ({ status: 'open' as const, branch: '', commit: '' });
    const checked = await reconcile(claim, { forge: { read } as unknown as Forge }, 1e12);
    expect(checked).toMatchObject({ dueAt: 1e12 + longest!.check });
  });

  test('tries again to clamp when that failed', async () => {
    let attempts = 0;
    const forget = async () => ({ contacts: 0, payloads: 0 });
    const clampTimes = async () => {
      if (++attempts === 1) throw new Error('disk full');
    };
    const { options, events } = makeBench([{ did: 'moved', id: 'a' }], { outbox: { forget, clampTimes } });
    await startWorker(options).stopped;
    expect([attempts, events]).toEqual([2, ['disk full', 'sleep 10000', 'moved']]);
  });
});
