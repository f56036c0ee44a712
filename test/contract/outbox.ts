import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { IdempotencyConflict, type Outbox, OutboxFull, type OutboxOptions } from '#registry/outbox/outbox.ts';
import { MOST_ASKED } from '#registry/outbox/question.ts';
import { hashOf, makeSignIn } from '#registry/outbox/sign-in.ts';
import { makeToken, TooManyTokens, checkToken } from '#registry/outbox/token.ts';
import type { CasePayload } from '#registry/submission/schema.ts';

const NOW = Date.UTC(2026, 10, 22);
const MINUTE = 60_000;
const LEASE = 2 * MINUTE;

const payloadOf = (title: string): CasePayload => ({
  locale: 'es',
  action: 'create',
  case: { title },
  references: [{ firstHand: true }],
  consent: { license: 'CC-BY-4.0' },
});
const submission = (title = 'Una lección') => ({ id: randomUUID(), payload: payloadOf(title) });
const proposal = { branch: 'proposals/x', commit: 'c0ffee', number: 7, url: 'https://forge.example/7' };
const worker = { owner: 'worker-1', leaseMs: LEASE };
const other = { owner: 'worker-2', leaseMs: LEASE };

export interface OutboxSubject {
  /** An empty outbox. */
  open(options: OutboxOptions): Promise<Outbox>;
  /** The outbox opened last, as another process opens it. */
  openAgain(options: OutboxOptions): Promise<Outbox>;
}

/** The contract of every outbox. `setUp` runs once before the tests and returns a function to clean up. */
export function describeOutbox(name: string, subject: OutboxSubject, setUp: () => Promise<() => Promise<void>>): void {
  describe(name, () => {
    let outbox: Outbox;
    let second: Outbox;
    let tearDown: (() => Promise<void>) | undefined;
    beforeAll(async () => void (tearDown = await setUp()), 60_000);
    afterAll(async () => await tearDown?.());
    beforeEach(async () => {
      outbox = await subject.open({ capacity: 5 });
      second = await subject.openAgain({ capacity: 5 });
      return async () => {
        await outbox.close();
        await second.close();
      };
    });
    const accepted = async (title?: string, now = NOW) => (await outbox.accept(submission(title), now)).entry;
    const claimed = async (now = NOW) => (await outbox.claim(worker, now))!;

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
        expect(claim.entry).toMatchObject({ state: 'received', attempts: 1 });
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
        outbox = await subject.openAgain({ capacity: 5 });
      });
    });

    describe('a clock that is set back', () => {
      const HOUR = 60 * MINUTE;

      test('holds nothing up for longer than waiting may take', async () => {
        const waiting = await accepted('uno', NOW);
        const looked = await accepted('dos', NOW + 1);
        await outbox.settle(await claimed(NOW + 1), { result: 'failed', error: 'x', dueAt: NOW + 10 * MINUTE }, NOW + 1);
        const claim = await claimed(NOW + 1);
        await outbox.settle(claim, { result: 'moved', state: 'proposed', proposal, dueAt: NOW + 5 * MINUTE }, NOW + 1);
        await outbox.pause({ until: NOW + 2 * HOUR, reason: 'quota', alarm: false });
        const back = NOW - 30 * 24 * HOUR;
        await second.clampTimes(back);
        expect(await second.paused(back + 2 * HOUR)).toBeUndefined();
        expect((await second.find(waiting.id))?.dueAt).toBe(back + 15 * MINUTE);
        expect((await second.find(looked.id))?.dueAt).toBe(back + 6 * HOUR);
      });

      test('ends leases that would outlive everybody', async () => {
        await accepted();
        await claimed(NOW);
        const back = NOW - 30 * 24 * HOUR;
        await outbox.clampTimes(back);
        expect(await second.claim(other, back + 15 * MINUTE)).toBeDefined();
      });

      test('changes nothing of what is as it should be', async () => {
        const { id } = await accepted();
        await outbox.settle(await claimed(), { result: 'failed', error: 'x', dueAt: NOW + MINUTE }, NOW);
        await outbox.pause({ until: NOW + MINUTE, reason: 'quota', alarm: false });
        await outbox.clampTimes(NOW);
        expect((await outbox.find(id))?.dueAt).toBe(NOW + MINUTE);
        expect(await outbox.paused(NOW)).toMatchObject({ until: NOW + MINUTE });
      });
    });

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

      test('a declined one gives its id free', async () => {
        await accepted('uno');
        const claim = await claimed();
        await outbox.reserveCase(claim, 'uruguay-agua');
        await outbox.settle(claim, { result: 'moved', state: 'declined', proposal }, NOW);
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
    });

    const proposed = async (title: string, now = NOW) => {
      const { id } = await accepted(title, now);
      await outbox.settle(await claimed(now), { result: 'moved', state: 'proposed', proposal }, now);
      return id;
    };
    const decline = async (id: string, reason: string | undefined, now = NOW) => {
      await outbox.markDue(id, now);
      const settlement = { result: 'moved', state: 'declined', proposal, ...(reason === undefined ? {} : { reason }) } as const;
      await outbox.settle(await claimed(now), settlement, now);
    };

    describe('what is under review', () => {
      test('is listed the longest waiting first, page by page, without what is decided', async () => {
        const first = await proposed('Uno', NOW);
        const declined = await proposed('Dos', NOW + 1);
        const third = await proposed('Tres', NOW + 2);
        await decline(declined, 'No.', NOW + 3);
        await accepted('Cuatro', NOW + 4);
        const ids = async (page: Parameters<Outbox['listOpen']>[0]) => (await second.listOpen(page)).map(({ id }) => id);
        expect(await ids({ limit: 10 })).toEqual([first, third]);
        expect(await ids({ limit: 1 })).toEqual([first]);
        expect(await ids({ limit: 1, after: first })).toEqual([third]);
      });

      test('has its reason once it is declined, and no more when it is under review again', async () => {
        const id = await proposed('Uno');
        await decline(id, 'Falta la fuente.');
        expect((await second.find(id))?.reason).toBe('Falta la fuente.');
        await outbox.markDue(id, NOW + 1);
        await outbox.settle(await claimed(NOW + 1), { result: 'moved', state: 'in-review', proposal }, NOW + 1);
        expect((await second.find(id))?.reason).toBeUndefined();
      });
    });

    describe('questions to a sender', () => {
      const ask = (submissionId: string, id = 'q1', box = outbox) =>
        box.questions.ask({ id, submission: submissionId, by: 'Rita', text: '¿De qué año?' }, NOW + 1);

      test('are read by everybody who has the submission, and answered once', async () => {
        const id = await proposed('Uno');
        expect(await ask(id)).toBe(true);
        expect(await ask(id)).toBe(false);
        expect(await second.questions.list(id)).toEqual([
          { id: 'q1', submission: id, by: 'Rita', askedAt: NOW + 1, text: '¿De qué año?' },
        ]);
        expect((await outbox.questions.counts()).get(id)).toEqual({ open: 1, answered: 0 });
        expect(await second.questions.answer('another', 'q1', 'No', NOW + 2)).toBe(false);
        expect(await second.questions.answer(id, 'q1', 'De 2024', NOW + 2)).toBe(true);
        expect(await second.questions.answer(id, 'q1', 'De 2025', NOW + 3)).toBe(false);
        expect(await outbox.questions.list(id)).toMatchObject([{ answer: 'De 2024', answeredAt: NOW + 2 }]);
        expect((await outbox.questions.counts()).get(id)).toEqual({ open: 0, answered: 1 });
      });

      test('are only so many, and none once it is decided', async () => {
        const id = await proposed('Uno');
        for (let number = 0; number < MOST_ASKED; number++) expect(await ask(id, `q${number}`)).toBe(true);
        expect(await ask(id, 'one-more')).toBe(false);
        expect(await ask('nobody', 'of-nothing')).toBe(false);
        await decline(id, 'No.');
        expect(await ask(id, 'late')).toBe(false);
        expect(await outbox.questions.answer(id, 'q1', 'Tarde', NOW + 9)).toBe(false);
        expect([...(await outbox.questions.counts()).keys()]).toEqual([]);
      });

      test('are erased with the sender’s address', async () => {
        const id = await proposed('Uno');
        await ask(id);
        await decline(id, 'No.', NOW + 2);
        await outbox.forget({ decided: NOW + 2, received: 0 });
        expect(await outbox.questions.list(id)).toHaveLength(1);
        await outbox.forget({ decided: NOW + 3, received: 0 });
        expect(await second.questions.list(id)).toEqual([]);
      });
    });

    describe('reviewers’ tokens and sign-ins', () => {
      test('a token of a reviewer opens nothing for a lab, and one of a lab nothing for a reviewer', async () => {
        const [reviewer, lab] = [makeToken('ana', NOW), makeToken('ana', NOW)];
        await outbox.reviewerTokens.add(reviewer.stored);
        await outbox.tokens.add(lab.stored);
        expect(await checkToken(reviewer.token, second.reviewerTokens, NOW)).toMatchObject({ isValid: true, owner: 'ana' });
        expect(await checkToken(reviewer.token, second.tokens, NOW)).toEqual({ isValid: false, why: 'unknown' });
        expect(await checkToken(lab.token, second.reviewerTokens, NOW)).toEqual({ isValid: false, why: 'unknown' });
      });

      test('a sign-in holds for some hours, in every process, until it is ended or its token is', async () => {
        const { stored } = makeToken('ana', NOW);
        await outbox.reviewerTokens.add(stored);
        const [one, two] = [makeSignIn('ana', stored.hash, NOW), makeSignIn('ana', stored.hash, NOW)];
        for (const made of [one, two]) await outbox.signIns.add(made.stored, NOW);
        const hash = hashOf(one.secret)!;
        expect(JSON.stringify(one.stored)).not.toContain(one.secret);
        expect(await second.signIns.find(hash, NOW + 1)).toBe('ana');
        expect(await second.signIns.find(hash, one.stored.until)).toBeUndefined();
        await second.signIns.remove(hash);
        expect(await outbox.signIns.find(hash, NOW + 1)).toBeUndefined();
        expect(await outbox.signIns.find(two.stored.hash, NOW + 1)).toBe('ana');
        await outbox.reviewerTokens.revoke('ana', stored.id, NOW + 2);
        expect(await outbox.signIns.find(two.stored.hash, NOW + 3)).toBeUndefined();
        expect(hashOf('what a stranger sends')).toBeUndefined();
      });
    });

    describe('labs’ tokens', () => {
      test('a token opens for its lab until it is revoked, and the outbox does not hold it', async () => {
        const { token, stored } = makeToken('lab-a', NOW);
        await outbox.tokens.add(stored);
        expect(await checkToken(token, second.tokens, NOW + 1)).toMatchObject({ isValid: true, owner: 'lab-a' });
        expect(JSON.stringify(await outbox.tokens.list())).not.toContain(token);
        expect(await outbox.tokens.revoke('lab-b', stored.id, NOW)).toBe(false);
        expect(await outbox.tokens.revoke('lab-a', stored.id, NOW + 2)).toBe(true);
        expect(await checkToken(token, second.tokens, NOW + 3)).toEqual({
          ...{ isValid: false, why: 'revoked', owner: 'lab-a', id: stored.id },
        });
      });

      test('a token that ends opens until then, and makes room for another', async () => {
        const ending = makeToken('lab-a', NOW, NOW + MINUTE);
        await outbox.tokens.add(ending.stored);
        await outbox.tokens.add(makeToken('lab-a', NOW).stored);
        expect(await checkToken(ending.token, second.tokens, NOW + MINUTE - 1)).toMatchObject({ isValid: true });
        expect(await checkToken(ending.token, second.tokens, NOW + MINUTE)).toMatchObject({ isValid: false, why: 'expired' });
        await second.tokens.add(makeToken('lab-a', NOW + MINUTE).stored);
      });

      test('a lab has two live tokens at most, and a third when one is revoked', async () => {
        const [one, two, three] = [makeToken('lab-a', NOW), makeToken('lab-a', NOW), makeToken('lab-a', NOW)] as const;
        await outbox.tokens.add(one.stored);
        await outbox.tokens.add(two.stored);
        await expect(second.tokens.add(three.stored)).rejects.toThrow(TooManyTokens);
        await outbox.tokens.add(makeToken('lab-b', NOW).stored);
        await outbox.tokens.revoke('lab-a', one.stored.id, NOW + 1);
        await second.tokens.add(three.stored);
        expect(await checkToken(three.token, outbox.tokens, NOW + 2)).toMatchObject({ isValid: true, owner: 'lab-a' });
      });

      test('a token’s last use is known', async () => {
        const { token, stored } = makeToken('lab-a', NOW);
        await outbox.tokens.add(stored);
        await checkToken(token, outbox.tokens, NOW + 2 * MINUTE);
        expect((await second.tokens.list('lab-a'))[0]?.lastUsedAt).toBe(NOW + 2 * MINUTE);
      });
    });
  });
}
