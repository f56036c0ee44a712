import type { Contact, Payload } from '../submission/schema.ts';
import type { ParkReason, SubmissionState } from './state.ts';
import type { TokenStore } from './token.ts';

export interface NewEntry {
  /** Made by makeSubmissionId: what a status page is asked for, and the name of the proposal's branch. */
  id: string;
  payload: Payload;
  contact?: Contact;
  /** The lab whose token came with it; absent for the unverified lane. */
  lab?: string;
  /** The Idempotency-Key header. Keys of different labs do not meet, nor do those without a lab. */
  idempotencyKey?: string;
}

/** What is known of a submission; all times are milliseconds since 1970. The payload is asked for by itself: it may hold megabytes. */
export interface Entry {
  id: string;
  lab?: string;
  /** The locale of the submission, and what it is about: enough to show it in a list. */
  locale: string;
  title: string;
  action: 'create' | 'improve';
  state: SubmissionState;
  /** When each state was entered last; `received` is when it was accepted. */
  times: Partial<Record<SubmissionState, number>>;
  /** The case that it becomes or improves; chosen before the first delivery of a new one, and never changed once proposed. */
  caseId?: string;
  parked?: { reason: ParkReason; detail: string };
  proposal?: { branch: string; commit: string; number?: number; url?: string };
  /** Deliveries begun since the last success, and those among them whose worker was never heard of again. */
  attempts: number;
  crashes: number;
  /** When the first of `attempts` began. */
  tryingSince?: number;
  lastError?: string;
  /** When a worker looks at it next; absent when there is nothing to do. */
  dueAt?: number;
}

/** The right to work on one entry until `until`. Whoever holds an older claim on it can no longer settle it. */
export interface Claim {
  entry: Entry;
  payload: Payload;
  owner: string;
  fence: number;
  until: number;
}

/** What came of a claim. Every settlement ends the claim. */
export type Settlement =
  | { result: 'moved'; state: SubmissionState; proposal: NonNullable<Entry['proposal']>; dueAt?: number }
  | { result: 'failed'; error: string; dueAt: number }
  /** It was not this entry's turn to fail: the attempt is not counted. */
  | { result: 'postponed'; error: string; dueAt: number }
  | { result: 'parked'; reason: ParkReason; detail: string };

export interface Pause {
  until: number;
  reason: string;
  /** Nothing will get better by itself: a person must look. */
  alarm: boolean;
}

/**
 * Where submissions wait until the forge has them. Every promise that resolves has its effect on disk. Adapters:
 * sqlite.ts for one machine, postgres.ts for several; test/contract/outbox.ts says what both do.
 */
export interface Outbox {
  /**
   * Takes a submission in. The same Idempotency-Key and payload give the first entry again; the same key with another payload
   * throws IdempotencyConflict; OutboxFull when `capacity` submissions wait already.
   */
  accept(submission: NewEntry, now: number): Promise<{ entry: Entry; isNew: boolean }>;
  find(id: string): Promise<Entry | undefined>;
  payload(id: string): Promise<Payload | undefined>;
  /** Newest first, at most `limit` (100). `before` is the id after which the page before ended. */
  list(filter?: { state?: SubmissionState; lab?: string; before?: string; limit?: number }): Promise<Entry[]>;
  count(): Promise<Record<SubmissionState, number>>;
  /** When the oldest submission that is not proposed yet was received. */
  oldestWaiting(): Promise<number | undefined>;

  /** The entry that has been due longest and that nobody works on, or none; none while paused. Counts the attempt. */
  claim(worker: { owner: string; leaseMs: number }, now: number): Promise<Claim | undefined>;
  /** False, with no effect, when the claim has passed to somebody else. */
  settle(claim: Claim, settlement: Settlement, now: number): Promise<boolean>;
  /** Keeps an id for the entry's new case: false when another submission has it. An entry has one id; a new one replaces it. */
  reserveCase(claim: Claim, caseId: string): Promise<boolean>;
  pause(pause: Pause): Promise<void>;
  resume(): Promise<void>;
  paused(now: number): Promise<Pause | undefined>;
  /** Parked again received, with its attempts forgotten; false when it is not parked. */
  retry(id: string, now: number): Promise<boolean>;
  /** Parked and given up; false when it is not parked. */
  decline(id: string, now: number): Promise<boolean>;
  /** A proposal may have changed: looks at it now. False when nothing of that id is under review or declined. */
  markDue(id: string, now: number): Promise<boolean>;
  /** True the first time that a webhook's delivery id is seen. */
  recordDelivery(deliveryId: string, now: number): Promise<boolean>;

  contact(id: string): Promise<Contact | undefined>;
  /** Erases the contacts of submissions decided before a time; gives how many. */
  eraseContacts(decidedBefore: number): Promise<number>;

  tokens: TokenStore;
  close(): Promise<void>;
}

/** The same Idempotency-Key came with another payload (HTTP 422 in draft-ietf-httpapi-idempotency-key-header). */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
}

/** As many submissions as the outbox may hold wait for the forge: ask again later. */
export class OutboxFull extends Error {
  override readonly name = 'OutboxFull';
}
