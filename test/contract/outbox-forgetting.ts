import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { IdempotencyConflict } from '#registry/outbox/outbox.ts';
import {
  NOW,
  MINUTE,
  submission,
  someProposal as proposal,
  worker,
  firstOutbox as outbox,
  second,
  accepted,
  claimed,
} from './outbox-bench.ts';

/** What is no longer needed is erased, and not before. */
export function describeForgetting(): void {
  describe('what is forgotten', () => {
    const decide = async (state: 'published' | 'declined', title: string, now = NOW) => {
      const { id } = await accepted(title, now);
      await outbox.settle(await claimed(now), { result: 'moved', state, proposal }, now);
      return id;
    };

    test.each(['published', 'declined'] as const)(
      'what was submitted, once it is %s; its title and times stay',
      async (state) => {
        const id = await decide(state, 'Se decidió');
        expect(await second.payload(id)).toBeUndefined();
        expect(await second.find(id)).toMatchObject({ title: 'Se decidió', state, times: { received: NOW, [state]: NOW } });
      },
    );

    test('what was parked and given up', async () => {
      const { id } = await accepted();
      await outbox.settle(await claimed(), { result: 'parked', reason: 'invalid', detail: '' }, NOW);
      expect(await outbox.payload(id)).toBeDefined();
      await outbox.decline(id, NOW + 1);
      expect(await second.payload(id)).toBeUndefined();
    });

    test('a key still stands for what it stood for', async () => {
      const kept = { ...submission('Se decidió'), idempotencyKey: 'k' };
      await outbox.accept(kept, NOW);
      await outbox.settle(await claimed(), { result: 'moved', state: 'published', proposal }, NOW);
      expect((await second.accept({ ...kept, id: randomUUID() }, NOW + 1)).entry.id).toBe(kept.id);
      await expect(second.accept({ ...submission('otro'), idempotencyKey: 'k' }, NOW)).rejects.toThrow(IdempotencyConflict);
    });

    test('what is under review again can be looked at without what was submitted', async () => {
      const id = await decide('declined', 'Se reabre');
      expect(await outbox.markDue(id, NOW + 1)).toBe(true);
      const claim = (await outbox.claim(worker, NOW + 1))!;
      expect(claim.payload).toBeUndefined();
      await outbox.settle(claim, { result: 'moved', state: 'in-review', proposal }, NOW + 1);
      expect((await outbox.find(id))?.state).toBe('in-review');
    });

    test.each(['declined', 'given up'])('one that is %s gives its id free', async (how) => {
      const { id } = await accepted('uno');
      const claim = await claimed();
      await outbox.reserveCase(claim, 'uruguay-agua');
      if (how === 'declined') await outbox.settle(claim, { result: 'moved', state: 'declined', proposal }, NOW);
      else {
        await outbox.settle(claim, { result: 'parked', reason: 'invalid', detail: '' }, NOW);
        await outbox.decline(id, NOW);
      }
      await accepted('dos');
      expect(await outbox.reserveCase(await claimed(), 'uruguay-agua')).toBe(true);
    });

    test('pruning deletes what was decided before, with its key, and nothing else', async () => {
      const [old, young] = [await decide('published', 'uno', NOW), await decide('declined', 'dos', NOW + 10)];
      const open = (await accepted('tres', NOW)).id;
      expect(await outbox.prune(NOW + 10)).toBe(1);
      expect(await second.find(old)).toBeUndefined();
      expect(await second.find(young)).toBeDefined();
      expect(await second.find(open)).toBeDefined();
    });

    test('pruning takes what was asked of a sender with it', async () => {
      const { id } = await accepted();
      await outbox.questions.ask({ id: 'q1', submission: id, by: 'Rita', text: '¿De qué año?' }, NOW);
      await outbox.settle(await claimed(), { result: 'moved', state: 'published', proposal }, NOW);
      await outbox.prune(NOW + 1);
      expect(await second.questions.list(id)).toEqual([]);
    });
  });

  describe('contacts', () => {
    const contact = { name: 'Ana', email: 'ana@example.org' };

    test('stand apart from the submission', async () => {
      const { entry } = await outbox.accept({ ...submission(), contact }, NOW);
      expect(await second.contact(entry.id)).toEqual(contact);
      expect(JSON.stringify([entry, await outbox.payload(entry.id), await outbox.list()])).not.toContain('ana@');
    });

    test('are erased after the decision, and not before', async () => {
      const [decided, open] = [submission('decidido'), submission('abierto')];
      for (const entry of [decided, open]) await outbox.accept({ ...entry, contact }, NOW);
      const claims = [await claimed(), await claimed()];
      const claim = claims.find(({ entry }) => entry.id === decided.id)!;
      await outbox.settle(claim, { result: 'moved', state: 'declined', proposal }, NOW + 10);
      expect(await outbox.forget({ decided: NOW + 10, received: 0 })).toMatchObject({ contacts: 0 });
      expect(await outbox.forget({ decided: NOW + 11, received: 0 })).toMatchObject({ contacts: 1 });
      expect(await second.contact(decided.id)).toBeUndefined();
      expect(await second.contact(open.id)).toEqual(contact);
    });

    test('are kept while a declined submission is under review again', async () => {
      const { entry } = await outbox.accept({ ...submission(), contact }, NOW);
      await outbox.settle(await claimed(), { result: 'moved', state: 'declined', proposal, dueAt: NOW + 1 }, NOW);
      await outbox.settle(await claimed(NOW + 1), { result: 'moved', state: 'in-review', proposal }, NOW + 1);
      expect(await outbox.forget({ decided: NOW + MINUTE, received: 0 })).toMatchObject({ contacts: 0 });
      expect(await outbox.contact(entry.id)).toEqual(contact);
    });

    test('are erased in the end even if nobody decides', async () => {
      const { entry } = await outbox.accept({ ...submission(), contact }, NOW);
      expect(await outbox.forget({ decided: 0, received: NOW })).toMatchObject({ contacts: 0 });
      expect(await outbox.forget({ decided: 0, received: NOW + 1 })).toMatchObject({ contacts: 1 });
      expect(await second.contact(entry.id)).toBeUndefined();
      expect(await second.payload(entry.id)).toBeDefined();
    });

    test('the one that came last with the same submission is kept, and an attempt without one takes none away', async () => {
      const sent = { ...submission(), idempotencyKey: 'k' };
      const { entry } = await outbox.accept({ ...sent, contact }, NOW);
      const right = { name: 'Ana', email: 'ana@right.example' };
      await second.accept({ ...sent, contact: right }, NOW + 1);
      await second.accept(sent, NOW + 2);
      expect(await outbox.contact(entry.id)).toEqual(right);
    });

    test('are not taken of who sends the same again after the decision', async () => {
      const sent = { ...submission(), idempotencyKey: 'k' };
      const { entry } = await outbox.accept(sent, NOW);
      await outbox.settle(await claimed(), { result: 'moved', state: 'published', proposal }, NOW);
      await outbox.accept({ ...sent, contact }, NOW + 1);
      expect(await second.contact(entry.id)).toBeUndefined();
    });
  });
}
