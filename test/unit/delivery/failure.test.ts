import { describe, expect, test } from 'vitest';
import { LONGEST_WAIT_MS, waitAfter } from '#registry/delivery/backoff.ts';
import { DraftTookTooLong } from '#registry/delivery/draft-proposal.ts';
import { failureOf } from '#registry/delivery/failure.ts';
import { Conflict, NotFound, RateLimited, Rejected, Unauthorized, Unavailable } from '#registry/forge/errors.ts';
import type { Entry } from '#registry/outbox/outbox.ts';

const NOW = 1_000_000_000;
const DAY = 24 * 3_600_000;
const entry: Entry = {
  ...{ id: 'x', locale: 'es', title: 'x', kind: 'case', action: 'create', state: 'received', times: { received: NOW } },
  ...{ attempts: 3, crashes: 0, tryingSince: NOW },
};
const after = (error: unknown, given: Partial<Entry> = {}, now = NOW) =>
  failureOf(error, { ...entry, ...given }, { now, random: () => 0.5 });

describe('a delivery that failed', () => {
  test('at the forge’s limit lets everything wait until the limit ends, and is not held against the submission', () => {
    expect(after(new RateLimited('quota', new Date(NOW + 60_000)))).toMatchObject({
      settlement: { result: 'postponed', dueAt: NOW + 60_000 },
      pause: { until: NOW + 60_000, alarm: false },
    });
  });

  test('at a limit that has ended already does not come back at once', () => {
    expect(after(new RateLimited('quota', new Date(NOW - 60_000))).pause!.until).toBeGreaterThan(NOW);
  });

  test.each([new Unauthorized('token expired'), new NotFound('no repository')])(
    'for want of permission raises the alarm: %s',
    (error) => {
      expect(after(error)).toMatchObject({ settlement: { result: 'postponed' }, pause: { alarm: true } });
    },
  );

  test.each([new Unavailable('502'), new Conflict('moved'), new TypeError('a bug')])(
    'is tried again after a while: %s',
    (error) => {
      const { settlement, pause } = after(error);
      expect(settlement).toMatchObject({ result: 'failed', dueAt: NOW + 2_000 });
      expect(pause).toBeUndefined();
    },
  );

  test('for good is parked with the reason', () => {
    expect(after(new Rejected('foreign-branch', 'not ours'))).toEqual({
      settlement: { result: 'parked', reason: 'refused', detail: 'foreign-branch: not ours' },
    });
    expect(after(new Rejected('missing', 'gone')).settlement).toMatchObject({ reason: 'changed' });
  });

  test('because its text takes too long to look at is parked after a few times, as what breaks us is', () => {
    expect(after(new DraftTookTooLong('took longer'), { attempts: 4 }).settlement.result).toBe('failed');
    expect(after(new DraftTookTooLong('took longer'), { attempts: 5 }).settlement).toMatchObject({
      ...{ result: 'parked', reason: 'crashing' },
    });
    expect(after(new DraftTookTooLong('took longer'), { attempts: 5, state: 'in-review' }).settlement.result).toBe('failed');
  });

  test('for a day, or time after time, is parked', () => {
    expect(after(new Unavailable('502'), {}, NOW + DAY - 1).settlement.result).toBe('failed');
    expect(after(new Unavailable('502'), {}, NOW + DAY).settlement).toMatchObject({ result: 'parked', reason: 'exhausted' });
    expect(after(new Unavailable('502'), { attempts: 1_000 }).settlement).toMatchObject({ reason: 'exhausted' });
  });

  test('is never parked once the proposal exists: it is only asked for again', () => {
    for (const error of [new Unavailable('502'), new Rejected('foreign-branch', 'not ours')])
      expect(after(error, { state: 'in-review', attempts: 1_000 }, NOW + 10 * DAY).settlement.result).toBe('failed');
  });
});

describe('the wait between attempts', () => {
  test('is anywhere between nothing and twice as long as before, up to a quarter of an hour', () => {
    expect([1, 2, 3, 4].map((attempts) => waitAfter(attempts, () => 0.999_999))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waitAfter(9, () => 0)).toBe(0);
    expect(waitAfter(10_000, () => 0.999_999_999)).toBe(LONGEST_WAIT_MS);
  });
});
