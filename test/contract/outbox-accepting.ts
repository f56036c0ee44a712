import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { IdempotencyConflict, OutboxFull } from '#registry/outbox/outbox.ts';
import type { CasePayload } from '#registry/submission/schema.ts';
import {
  NOW,
  payloadOf,
  submission,
  someProposal as proposal,
  worker,
  firstOutbox as outbox,
  second,
  subject,
  accepted,
  claimed,
} from './outbox-bench.ts';

/** A submission is kept once, and no more than there is room for. */
export function describeAccepting(): void {
  describe('accepting', () => {
    test('another process sees a submission as soon as it is accepted, with its state and when', async () => {
      const { id } = await accepted('Agua segura');
      expect(await second.find(id)).toMatchObject({
        ...{ id, title: 'Agua segura', locale: 'es', action: 'create', state: 'received', times: { received: NOW } },
        ...{ attempts: 0, dueAt: NOW },
      });
      expect(await second.payload(id)).toEqual(payloadOf('Agua segura'));
    });

    test('text of any kind comes back as it was', async () => {
      const title = `"'; drop table outbox_submissions; -- \u0000 \\ 😀 n\u0303`;
      const { id } = await accepted(title);
      expect(((await outbox.payload(id)) as CasePayload).case.title).toBe(title);
    });

    test('nothing is known of an id that was never given', async () => {
      expect(await outbox.find('none')).toBeUndefined();
      expect(await outbox.payload('none')).toBeUndefined();
      expect(await outbox.contact('none')).toBeUndefined();
    });

    test('the same key and content give the first submission again', async () => {
      const first = await outbox.accept({ ...submission(), idempotencyKey: 'k' }, NOW);
      const again = await second.accept({ ...submission(), idempotencyKey: 'k' }, NOW + 1);
      expect([first.isNew, again.isNew]).toEqual([true, false]);
      expect(again.entry.id).toBe(first.entry.id);
    });

    test('the order in which fields are written does not make content another', async () => {
      const first = await outbox.accept({ ...submission(), idempotencyKey: 'k' }, NOW);
      const payload = Object.fromEntries(Object.entries(payloadOf('Una lección')).toReversed()) as unknown as CasePayload;
      expect((await outbox.accept({ id: randomUUID(), payload, idempotencyKey: 'k' }, NOW)).entry.id).toBe(first.entry.id);
    });

    test('the same key with other content is a conflict', async () => {
      await outbox.accept({ ...submission('uno'), idempotencyKey: 'k' }, NOW);
      await expect(outbox.accept({ ...submission('dos'), idempotencyKey: 'k' }, NOW)).rejects.toThrow(IdempotencyConflict);
      expect((await outbox.count()).received).toBe(1);
    });

    test('labs do not meet in their keys', async () => {
      await outbox.accept({ ...submission('uno'), idempotencyKey: 'k', lab: 'a' }, NOW);
      await outbox.accept({ ...submission('dos'), idempotencyKey: 'k', lab: 'b' }, NOW);
      await outbox.accept({ ...submission('tres'), idempotencyKey: 'k' }, NOW);
      expect((await outbox.count()).received).toBe(3);
    });

    test('ten at the same time with one key become one', async () => {
      const all = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? outbox : second).accept({ ...submission(), idempotencyKey: 'k' }, NOW),
        ),
      );
      expect(new Set(all.map(({ entry }) => entry.id)).size).toBe(1);
      expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    });

    test('without keys, twice the same is two', async () => {
      expect((await accepted()).id).not.toBe((await accepted()).id);
      expect((await outbox.count()).received).toBe(2);
    });

    test('a full outbox refuses, but still answers for what it has', async () => {
      const kept = { ...submission(), idempotencyKey: 'k' };
      await outbox.accept(kept, NOW);
      for (let more = 1; more < 5; more++) await accepted();
      await expect(outbox.accept(submission(), NOW)).rejects.toThrow(OutboxFull);
      expect((await outbox.accept({ ...kept, id: randomUUID() }, NOW)).entry.id).toBe(kept.id);
    });

    test('what is proposed makes room', async () => {
      for (let more = 0; more < 5; more++) await accepted();
      await outbox.settle(await claimed(), { result: 'moved', state: 'proposed', proposal }, NOW);
      expect((await outbox.accept(submission(), NOW)).isNew).toBe(true);
    });
  });

  describe('bytes', () => {
    test('are counted while they are kept, and no more than the capacity is', async () => {
      const small = await subject.openAgain({ capacity: 5, capacityBytes: 700 });
      const long = () => ({ ...submission('x'.repeat(80)), payload: payloadOf('x'.repeat(80)) });
      for (let more = 0; more < 3; more++) await small.accept(long(), NOW);
      await expect(small.accept(long(), NOW)).rejects.toThrow(OutboxFull);
      await small.settle((await small.claim(worker, NOW))!, { result: 'moved', state: 'published', proposal }, NOW);
      expect((await small.accept(long(), NOW)).isNew).toBe(true);
      await small.close();
    });
  });
}
