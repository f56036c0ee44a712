import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Outbox } from '#registry/outbox/outbox.ts';
import type { CasePayload } from '#registry/submission/schema.ts';
import {
  NOW,
  MINUTE,
  LEASE,
  submission,
  payloadOf,
  someProposal as proposal,
  worker,
  other,
  firstOutbox as outbox,
  second,
  accepted,
  claimed,
  openOutboxAgain,
} from './outbox-bench.ts';

/** Each submission is one worker’s at a time, and what came of it is seen by all. */
export function describeWorking(): void {
  describe('working', () => {
    test('claims the one that has waited longest, and counts the attempt before any work is done', async () => {
      await accepted('después', NOW + 2);
      const first = await accepted('antes', NOW + 1);
      const claim = await claimed(NOW + 3);
      expect(claim.entry.id).toBe(first.id);
      expect((claim.payload as CasePayload).case.title).toBe('antes');
      expect((await outbox.find(first.id))?.attempts).toBe(1);
    });

    test('nothing is claimed before it is due', async () => {
      await accepted('mañana', NOW + 1);
      expect(await outbox.claim(worker, NOW)).toBeUndefined();
    });

    test('two workers never hold the same submission', async () => {
      for (let more = 0; more < 5; more++) await accepted(`caso ${more}`);
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, index) => (index % 2 ? outbox : second).claim(index % 2 ? worker : other, NOW)),
      );
      const ids = claims.flatMap((claim) => claim?.entry.id ?? []);
      expect(ids).toHaveLength(5);
      expect(new Set(ids).size).toBe(5);
    });

    test('a lease that ran out is claimed by the next worker, and the first can no longer settle', async () => {
      const { id } = await accepted();
      const late = await claimed();
      expect(await second.claim(other, NOW + LEASE - 1)).toBeUndefined();
      const next = (await second.claim(other, NOW + LEASE))!;
      expect(await outbox.settle(late, { result: 'moved', state: 'proposed', proposal }, NOW + LEASE)).toBe(false);
      expect((await outbox.find(id))?.state).toBe('received');
      expect(await second.settle(next, { result: 'moved', state: 'proposed', proposal }, NOW + LEASE)).toBe(true);
    });

    test('a worker of the same name that started again does not pass for the one before', async () => {
      await accepted();
      const before = await claimed();
      await second.claim(worker, NOW + LEASE);
      expect(await outbox.reserveCase(before, 'uruguay-agua')).toBe(false);
      expect(await outbox.settle(before, { result: 'moved', state: 'proposed', proposal }, NOW + LEASE)).toBe(false);
    });

    test('counts the workers that were never heard of again, and forgets them when one comes back', async () => {
      await accepted();
      await claimed(NOW);
      await claimed(NOW + LEASE);
      const third = await claimed(NOW + 2 * LEASE);
      expect(third.entry).toMatchObject({ attempts: 3, crashes: 2, tryingSince: NOW });
      await outbox.settle(third, { result: 'failed', error: 'x', dueAt: NOW + 3 * LEASE }, NOW + 2 * LEASE);
      expect(await outbox.find(third.entry.id)).toMatchObject({ attempts: 3, crashes: 0 });
    });

    test('what failed waits until it is due again, with the reason', async () => {
      const { id } = await accepted();
      await outbox.settle(await claimed(), { result: 'failed', error: 'no answer', dueAt: NOW + MINUTE }, NOW);
      expect(await outbox.find(id)).toMatchObject({
        state: 'received',
        lastError: 'no answer',
        attempts: 1,
        dueAt: NOW + MINUTE,
      });
      expect(await outbox.claim(worker, NOW + MINUTE - 1)).toBeUndefined();
      expect((await outbox.claim(worker, NOW + MINUTE))?.entry.attempts).toBe(2);
    });

    test('what was postponed has not used up an attempt', async () => {
      const { id } = await accepted();
      await outbox.settle(await claimed(), { result: 'postponed', error: 'quota', dueAt: NOW + MINUTE }, NOW);
      const entry = await outbox.find(id);
      expect(entry).toMatchObject({ attempts: 0, lastError: 'quota' });
      expect(entry?.tryingSince).toBeUndefined();
    });

    test('what was proposed has its proposal, and is looked at when said', async () => {
      const { id } = await accepted();
      await outbox.settle(await claimed(), { result: 'moved', state: 'proposed', proposal, dueAt: NOW + MINUTE }, NOW + 5);
      expect(await second.find(id)).toMatchObject({
        ...{ state: 'proposed', times: { received: NOW, proposed: NOW + 5 }, proposal, attempts: 0 },
      });
      expect(await outbox.claim(worker, NOW + MINUTE - 1)).toBeUndefined();
      expect((await outbox.claim(worker, NOW + MINUTE))?.entry.state).toBe('proposed');
    });

    test('a state that is confirmed keeps the time at which it began', async () => {
      const { id } = await accepted();
      await outbox.settle(await claimed(), { result: 'moved', state: 'in-review', proposal, dueAt: NOW + 1 }, NOW);
      await outbox.settle(await claimed(NOW + 1), { result: 'moved', state: 'in-review', proposal }, NOW + 1);
      expect((await outbox.find(id))?.times['in-review']).toBe(NOW);
    });

    test('a parked one is left alone until somebody says so, and then starts afresh', async () => {
      const { id } = await accepted();
      await outbox.settle(await claimed(), { result: 'parked', reason: 'refused', detail: 'taken' }, NOW + 1);
      expect(await outbox.find(id)).toMatchObject({
        ...{ state: 'parked', parked: { reason: 'refused', detail: 'taken' }, times: { received: NOW, parked: NOW + 1 } },
      });
      expect(await outbox.claim(worker, NOW + 365 * 24 * 60 * MINUTE)).toBeUndefined();
      expect(await outbox.retry(id, NOW + 2)).toBe(true);
      const claim = await claimed(NOW + 2);
      expect(claim.entry).toMatchObject({ state: 'received', attempts: 1, tryingSince: NOW + 2 });
      expect(claim.entry.parked).toBeUndefined();
    });

    test('only what is parked can be retried or given up', async () => {
      const { id } = await accepted();
      expect(await outbox.retry(id, NOW)).toBe(false);
      expect(await outbox.decline(id, NOW)).toBe(false);
      await outbox.settle(await claimed(), { result: 'parked', reason: 'invalid', detail: '' }, NOW);
      expect(await outbox.decline(id, NOW + 1)).toBe(true);
      expect(await outbox.find(id)).toMatchObject({ state: 'declined', times: { declined: NOW + 1 } });
    });

    test('while paused no worker gets anything, and the pause says until when and why', async () => {
      await accepted();
      await outbox.pause({ until: NOW + MINUTE, reason: 'quota', alarm: false });
      expect(await second.claim(other, NOW)).toBeUndefined();
      expect(await second.paused(NOW)).toEqual({ until: NOW + MINUTE, reason: 'quota', alarm: false });
      expect(await second.paused(NOW + MINUTE)).toBeUndefined();
      expect(await second.claim(other, NOW + MINUTE)).toBeDefined();
    });

    test('a pause is replaced by a later one, and ended by a person', async () => {
      await accepted();
      await outbox.pause({ until: NOW + MINUTE, reason: 'quota', alarm: false });
      await outbox.pause({ until: NOW + 2 * MINUTE, reason: 'token', alarm: true });
      expect(await second.paused(NOW)).toEqual({ until: NOW + 2 * MINUTE, reason: 'token', alarm: true });
      await outbox.resume();
      expect(await second.claim(other, NOW)).toBeDefined();
    });

    test('no two new cases get one id', async () => {
      await accepted('uno');
      await accepted('dos');
      const [one, two] = [await claimed(), await claimed()];
      expect(await outbox.reserveCase(one, 'uruguay-agua')).toBe(true);
      expect(await second.reserveCase(two, 'uruguay-agua')).toBe(false);
      expect(await second.reserveCase(two, 'uruguay-agua-2')).toBe(true);
      expect(await outbox.reserveCase(one, 'uruguay-agua')).toBe(true);
      expect((await outbox.find(one.entry.id))?.caseId).toBe('uruguay-agua');
    });

    test('two improvements of one case do not stand in each other’s way', async () => {
      const action = { improve: 'uruguay-agua', digest: '0123456789ab' };
      const improvement = (): CasePayload => ({ ...payloadOf('x'), action });
      const all = [1, 2].map(() => outbox.accept({ id: randomUUID(), payload: improvement() }, NOW));
      expect((await Promise.all(all)).map(({ entry }) => [entry.action, entry.caseId])).toEqual([
        ['improve', 'uruguay-agua'],
        ['improve', 'uruguay-agua'],
      ]);
    });
  });

  describe('hearing from the forge', () => {
    test('a delivery of a webhook counts once', async () => {
      expect(await outbox.recordDelivery('d-1', NOW)).toBe(true);
      expect(await second.recordDelivery('d-1', NOW + 1)).toBe(false);
      expect(await outbox.recordDelivery('d-2', NOW)).toBe(true);
    });

    test('a hint makes a proposal due, and nothing else', async () => {
      const { id } = await accepted();
      expect(await outbox.markDue(id, NOW)).toBe(false);
      await outbox.settle(await claimed(), { result: 'moved', state: 'proposed', proposal, dueAt: NOW + MINUTE }, NOW);
      expect(await outbox.markDue(id, NOW + 1)).toBe(true);
      expect((await outbox.claim(worker, NOW + 1))?.entry.id).toBe(id);
      expect(await outbox.markDue('none', NOW)).toBe(false);
      await outbox.settle(await claimed(NOW + LEASE + 1), { result: 'moved', state: 'published', proposal }, NOW + LEASE + 1);
      expect(await outbox.markDue(id, NOW + LEASE + 2)).toBe(false);
    });
  });

  describe('telling', () => {
    test('lists newest first, page by page, by state and by lab', async () => {
      for (const [index, lab] of ['a', 'b', 'a'].entries())
        await outbox.accept({ ...submission(`caso ${index}`), lab }, NOW + index);
      const titles = async (filter?: Parameters<Outbox['list']>[0]) => (await outbox.list(filter)).map(({ title }) => title);
      expect(await titles()).toEqual(['caso 2', 'caso 1', 'caso 0']);
      expect(await titles({ lab: 'a' })).toEqual(['caso 2', 'caso 0']);
      expect(await titles({ state: 'published' })).toEqual([]);
      const [newest] = await outbox.list({ limit: 1 });
      expect(await titles({ before: newest!.id, limit: 1 })).toEqual(['caso 1']);
    });

    test('counts every state', async () => {
      await accepted('uno', NOW);
      await accepted('dos', NOW + 1);
      await outbox.settle(await claimed(), { result: 'moved', state: 'proposed', proposal }, NOW + 1);
      expect(await second.count()).toEqual({ received: 1, proposed: 1, 'in-review': 0, published: 0, declined: 0, parked: 0 });
    });

    test('what has waited for an hour is overdue, and so is what a clock that was set back makes wait', async () => {
      await accepted('uno', NOW);
      expect(await second.countOverdue(NOW + 59 * MINUTE)).toBe(0);
      expect(await second.countOverdue(NOW + 60 * MINUTE)).toBe(1);
      expect(await second.countOverdue(NOW - 60 * MINUTE)).toBe(1);
      await outbox.settle(await claimed(), { result: 'moved', state: 'proposed', proposal }, NOW);
      expect(await second.countOverdue(NOW + 60 * MINUTE)).toBe(0);
    });

    test('that it can be written is found out by writing', async () => {
      await expect(second.probe(NOW)).resolves.toBeUndefined();
      await expect(outbox.probe(NOW + 1)).resolves.toBeUndefined();
      await outbox.close();
      await expect(outbox.probe(NOW + 2)).rejects.toThrow();
      await openOutboxAgain();
    });
  });

  describe('a clock that is set back', () => {
    const HOUR = 60 * MINUTE;
    const LONGEST = { delivery: 10 * MINUTE, check: 5 * HOUR, lease: LEASE, pause: HOUR };

    test('holds nothing up for longer than waiting may take', async () => {
      const waiting = await accepted('uno', NOW);
      const looked = await accepted('dos', NOW + 1);
      await outbox.settle(await claimed(NOW + 1), { result: 'failed', error: 'x', dueAt: NOW + 10 * MINUTE }, NOW + 1);
      const claim = await claimed(NOW + 1);
      await outbox.settle(claim, { result: 'moved', state: 'proposed', proposal, dueAt: NOW + 5 * MINUTE }, NOW + 1);
      await outbox.pause({ until: NOW + 2 * HOUR, reason: 'quota', alarm: false });
      const back = NOW - 30 * 24 * HOUR;
      await second.clampTimes(LONGEST, back);
      expect(await second.paused(back + HOUR)).toBeUndefined();
      expect((await second.find(waiting.id))?.dueAt).toBe(back + 10 * MINUTE);
      expect((await second.find(looked.id))?.dueAt).toBe(back + 5 * HOUR);
    });

    test('ends leases that would outlive everybody', async () => {
      await accepted();
      await claimed(NOW);
      const back = NOW - 30 * 24 * HOUR;
      await outbox.clampTimes(LONGEST, back);
      expect(await second.claim(other, back + 15 * MINUTE)).toBeDefined();
    });

    test('changes nothing of what is as it should be', async () => {
      const { id } = await accepted();
      await outbox.settle(await claimed(), { result: 'failed', error: 'x', dueAt: NOW + MINUTE }, NOW);
      await outbox.pause({ until: NOW + MINUTE, reason: 'quota', alarm: false });
      await outbox.clampTimes(LONGEST, NOW);
      expect((await outbox.find(id))?.dueAt).toBe(NOW + MINUTE);
      expect(await outbox.paused(NOW)).toMatchObject({ until: NOW + MINUTE });
    });
  });
}
