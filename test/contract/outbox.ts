import { describe } from 'vitest';
import { describeAccepting } from './outbox-accepting.ts';
import { type OutboxSubject, useOutboxes } from './outbox-bench.ts';
import { describeForgetting } from './outbox-forgetting.ts';
import { describeReviewing } from './outbox-reviewing.ts';
import { describeWorking } from './outbox-working.ts';

/** The contract of every outbox. `setUp` runs once before the tests and returns a function to clean up. */
export const describeOutbox = (name: string, subject: OutboxSubject, setUp: () => Promise<() => Promise<void>>) =>
  describe(name, () => {
    useOutboxes(subject, setUp);
    describeAccepting();
    describeWorking();
    describeForgetting();
    describeReviewing();
  });
