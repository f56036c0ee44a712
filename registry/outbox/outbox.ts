import type { Contact, Payload } from '../submission/schema.ts';
import type { ParkReason, SubmissionState } from './state.ts';
import type { TokenStore } from './token.ts';

export interface OutboxOptions {
  /** How many submissions may wait for the forge at once. */
  capacity: number;
  /** Bytes of all submissions that are kept; DEFAULT_CAPACITY_BYTES unless said. */
  capacityBytes?: number;
}

/** At 16 MB each, some sixty submissions with all the files they may have; of words alone, a hundred thousand. */
export const DEFAULT_CAPACITY_BYTES = 1024 ** 3;

export interface NewEntry {
  /** Made by makeSubmissionId: what a status page is asked for, and the name of the proposal's branch. */
  id: string;
  payload: Payload;
  contact?: Contact;
  /** The lab whose token came with it; absent for the unverified lane. */
  lab?: string;
  /** The Idempotency-Key header. Keys of different labs do not meet, and none of them meets a key that came without a token. */
  idempotencyKey?: string;
  /** Of a correction: digests of the parts that it changes, as they are now; see submission/draft/clash.ts. */
  original?: Readonly<Record<string, string>>;
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
  /** What is to be delivered; absent for what is only looked at. */
  payload?: Payload;
  original?: Readonly<Record<string, string>>;
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

export interface Forgotten {
  contacts: number;
  payloads: number;
}

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
   * Takes a submission in. The same Idempotency-Key and payload give the first entry again, with the contact that came last; the
   * same key with another payload throws IdempotencyConflict. OutboxFull when `capacity` submissions wait already, when
   * `capacityBytes` are kept, or when the disk is full.
   */
  accept(submission: NewEntry, now: number): Promise<{ entry: Entry; isNew: boolean }>;
  find(id: string): Promise<Entry | undefined>;
  /** What was submitted; it is dropped with the decision. */
  payload(id: string): Promise<Payload | undefined>;
  /** Newest first, at most `limit` (100). `before` is the id after which the page before ended. */
  list(filter?: { state?: SubmissionState; lab?: string; before?: string; limit?: number }): Promise<Entry[]>;
  count(): Promise<Record<SubmissionState, number>>;
  /** How many submissions should have been proposed or parked by now: they wait for an hour, or were received in the future. */
  countOverdue(now: number): Promise<number>;
  /** Writes something and waits until it is on disk. Throws when that fails, or when there is no room for one more submission. */
  probe(now: number): Promise<void>;

  /** The entry that has been due longest and that nobody works on, or none; none while paused. Counts the attempt. */
  claim(worker: { owner: string; leaseMs: number }, now: number): Promise<Claim | undefined>;
  /** False, with no effect, when the claim has passed to somebody else. */
  settle(claim: Claim, settlement: Settlement, now: number): Promise<boolean>;
  /** Keeps an id for the entry's new case: false when another submission has it. An entry has one id; a new one replaces it. */
  reserveCase(claim: Claim, caseId: string): Promise<boolean>;
  pause(pause: Pause): Promise<void>;
  resume(): Promise<void>;
  paused(now: number): Promise<Pause | undefined>;
  /**
   * Brings times that lie too far ahead back to the longest wait there is, after the clock was set back: what waits would
   * otherwise wait until the clock has caught up.
   */
  clampTimes(now: number): Promise<void>;
  /** Parked again received, with its attempts forgotten; false when it is not parked. */
  retry(id: string, now: number): Promise<boolean>;
  /** Parked and given up; false when it is not parked. */
  decline(id: string, now: number): Promise<boolean>;
  /** A proposal may have changed: looks at it now. False when nothing of that id is under review or declined. */
  markDue(id: string, now: number): Promise<boolean>;
  /** True the first time that a webhook's delivery id is seen. */
  recordDelivery(deliveryId: string, now: number): Promise<boolean>;

  contact(id: string): Promise<Contact | undefined>;
  /**
   * Erases the contacts of submissions that were decided before a time, and of all that were received before another, decided
   * or not; and the payloads of decided ones, should any be left. Gives how many of each.
   */
  forget(before: { decided: number; received: number }): Promise<Forgotten>;
  /** Deletes submissions that were decided before a time, with their keys and status pages, and gives their room back; how many. */
  prune(decidedBefore: number): Promise<number>;

  tokens: TokenStore;
  close(): Promise<void>;
}

/** The same Idempotency-Key came with another payload (HTTP 422 in draft-ietf-httpapi-idempotency-key-header). */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
}

/** The outbox holds as much as it may, or the disk is full: ask again later. */
export class OutboxFull extends Error {
  override readonly name = 'OutboxFull';
}
