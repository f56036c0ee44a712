import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Entry, Outbox, OutboxOptions } from '#registry/outbox/outbox.ts';
import type { CasePayload } from '#registry/submission/schema.ts';

export const NOW = Date.UTC(2026, 10, 22);
export const MINUTE = 60_000;
export const LEASE = 2 * MINUTE;

export const payloadOf = (title: string): CasePayload => ({
  locale: 'es',
  action: 'create',
  case: { title },
  references: [{ firstHand: true }],
  consent: { license: 'CC-BY-4.0' },
});
export const submission = (title = 'Una lección') => ({ id: randomUUID(), payload: payloadOf(title) });
export const someProposal = { branch: 'proposals/x', commit: 'c0ffee', number: 7, url: 'https://forge.example/7' };
export const worker = { owner: 'worker-1', leaseMs: LEASE };
export const other = { owner: 'worker-2', leaseMs: LEASE };

export interface OutboxSubject {
  /** An empty outbox. */
  open(options: OutboxOptions): Promise<Outbox>;
  /** The outbox opened last, as another process opens it. */
  openAgain(options: OutboxOptions): Promise<Outbox>;
}

/** What a test is about, the outbox that was opened for it, and the same as a second process has it. */
export let subject: OutboxSubject;
export let firstOutbox: Outbox;
export let second: Outbox;

/** Opens both for each test. `setUp` runs once before the tests and returns a function to clean up. */
export function useOutboxes(given: OutboxSubject, setUp: () => Promise<() => Promise<void>>): void {
  let tearDown: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    subject = given;
    tearDown = await setUp();
  });
  afterAll(async () => await tearDown?.());
  beforeEach(async () => {
    firstOutbox = await subject.open({ capacity: 5 });
    second = await subject.openAgain({ capacity: 5 });
    return async () => {
      await firstOutbox.close();
      await second.close();
    };
  });
}

/** Opens the first again, after a test has closed it. */
export const openOutboxAgain = async (): Promise<void> => void (firstOutbox = await subject.openAgain({ capacity: 5 }));

export const accepted = async (title?: string, now = NOW): Promise<Entry> =>
  (await firstOutbox.accept(submission(title), now)).entry;
export const claimed = async (now = NOW) => (await firstOutbox.claim(worker, now))!;
