import type { Contact } from '../submission/parts.ts';
import type { Payload } from '../submission/schema.ts';
import type { SubmissionSubject } from '../submission/subject.ts';
import type { ParkReason, SubmissionState } from './state.ts';
import type { QuestionStore } from './question.ts';
import type { SignInStore } from './sign-in.ts';
import type { TokenStore } from './token.ts';

export interface OutboxOptions {
  /** Submissions that may wait for the forge. */
  capacity: number;
  /** Bytes of all stored submissions; DEFAULT_CAPACITY_BYTES by default. */
  capacityBytes?: number;
}

/** Some sixty submissions with all their files, at 16 MB each; a hundred thousand without files. */
export const DEFAULT_CAPACITY_BYTES = 1024 ** 3;

export interface NewEntry {
  /** A random id (128 bits); it is in the address of the status page and in the name of the branch. */
  id: string;
  payload: Payload;
  contact?: Contact;
  /** The lab whose token was sent; absent without a token. */
  lab?: string;
  /** The Idempotency-Key header. Each lab has its own key space, and so have senders without a token. */
  idempotencyKey?: string;
  /** For a correction: digests of the parts it changes, as they are now; see submission/draft/meanwhile.ts. */
  original?: Readonly<Record<string, string>>;
}

/**
 * A submission in the outbox; all times are milliseconds since 1970. The payload is read separately, because it may hold
 * megabytes.
 */
export interface Entry {
  id: string;
  lab?: string;
  /** The locale of the submission and its subject, for lists. */
  locale: string;
  title: string;
  /** The kind of its record. */
  kind: SubmissionSubject['kind'];
  action: 'create' | 'improve';
  state: SubmissionState;
  /** When each state was last entered; `received` is when it was accepted. */
  times: Partial<Record<SubmissionState, number>>;
  /** The new or corrected record; the id of a new one is chosen before the first delivery and never changes once proposed. */
  caseId?: string;
  parked?: { reason: ParkReason; detail: string };
  proposal?: { branch: string; commit: string; number?: number; url?: string };
  /** Deliveries begun since the last success, and those whose worker never reported back. */
  attempts: number;
  crashes: number;
  /** When the first of `attempts` began. */
  tryingSince?: number;
  lastError?: string;
  /** When a worker should look at it next; absent when there is nothing to do. */
  dueAt?: number;
  /** Why it was declined, in the reviewer's words, where the forge tells. */
  reason?: string;
}

/** The right to work on one entry until `until`. An older claim on it can no longer be settled. */
export interface Claim {
  entry: Entry;
  /** The payload to deliver; absent when only the state is checked. */
  payload?: Payload;
  original?: Readonly<Record<string, string>>;
  owner: string;
  fence: number;
  until: number;
}

/** The result of a claim; settling ends the claim. */
export type Settlement =
  | { result: 'moved'; state: SubmissionState; proposal: NonNullable<Entry['proposal']>; dueAt?: number; reason?: string }
  /** Its proposal is gone, as after a restore: it is delivered again. */
  | { result: 'lost'; dueAt: number }
  | { result: 'failed'; error: string; dueAt: number }
  /** Another cause made it fail: the attempt does not count. */
  | { result: 'postponed'; error: string; dueAt: number }
  | { result: 'parked'; reason: ParkReason; detail: string };

export interface Forgotten {
  contacts: number;
  payloads: number;
}

export interface Pause {
  until: number;
  reason: string;
  /** Retrying cannot help: a person must look. */
  alarm: boolean;
}

/** The furthest ahead, in milliseconds, that a worker schedules anything while clocks are right. */
export interface LongestWaits {
  /** The next attempt to deliver. */
  delivery: number;
  /** The next check of a proposal. */
  check: number;
  lease: number;
  pause: number;
}

/**
 * The queue of submissions until the forge has them. When a promise resolves, its effect is on disk. Adapters: sqlite.ts for
 * one machine, postgres.ts for several; test/contract/outbox.ts defines the behaviour of both.
 */
export interface Outbox {
  /**
   * Accepts a submission. The same Idempotency-Key and payload return the first entry, with the newest contact. The same key
   * with another payload throws IdempotencyConflict. Throws OutboxFull when `capacity` submissions wait, when `capacityBytes`
   * are stored, or when the disk is full.
   */
  accept(submission: NewEntry, now: number): Promise<{ entry: Entry; isNew: boolean }>;
  find(id: string): Promise<Entry | undefined>;
  /** The submitted payload, which is deleted with the decision. */
  payload(id: string): Promise<Payload | undefined>;
  /** Newest first, at most `limit` (100). `before` is the last id of the previous page. */
  list(filter?: { state?: SubmissionState; lab?: string; before?: string; limit?: number }): Promise<Entry[]>;
  /** Those with a proposal that is not decided, the longest waiting first: at most `limit`, after the one with the id `after`. */
  listOpen(page: { after?: string; limit: number }): Promise<Entry[]>;
  count(): Promise<Record<SubmissionState, number>>;
  /** Submissions that should have been proposed or parked by now: waiting for over an hour, or received in the future. */
  countOverdue(now: number): Promise<number>;
  /**
   * Writes something and waits until it is on disk. Throws when that fails, or when there is no space for one more submission.
   */
  probe(now: number): Promise<void>;

  /**
   * Claims the entry that has been due longest and is not claimed, and counts the attempt; undefined when there is none, or
   * while paused.
   */
  claim(worker: { owner: string; leaseMs: number }, now: number): Promise<Claim | undefined>;
  /** False, without effect, when somebody else holds the claim now. */
  settle(claim: Claim, settlement: Settlement, now: number): Promise<boolean>;
  /**
   * Reserves an id for the entry's new case: false when another submission has it. An entry has one id; a new one replaces it.
   */
  reserveCase(claim: Claim, caseId: string): Promise<boolean>;
  pause(pause: Pause): Promise<void>;
  resume(): Promise<void>;
  paused(now: number): Promise<Pause | undefined>;
  /**
   * After the clock was set back, moves times that are too far ahead to the longest normal wait. Otherwise they would wait until
   * the clock has caught up.
   */
  clampTimes(longest: LongestWaits, now: number): Promise<void>;
  /** Moves a parked entry back to received and clears its attempts; false when it is not parked. */
  retry(id: string, now: number): Promise<boolean>;
  /** Declines a parked entry; false when it is not parked. */
  decline(id: string, now: number): Promise<boolean>;
  /** Makes an entry due now, because its proposal may have changed. False when none with this id is under review or declined. */
  markDue(id: string, now: number): Promise<boolean>;
  /** True the first time that a webhook's delivery id arrives. */
  recordDelivery(deliveryId: string, now: number): Promise<boolean>;

  contact(id: string): Promise<Contact | undefined>;
  /**
   * Erases the contacts of submissions decided before one time, and of all received before another, decided or not, with the
   * questions to their senders; also any payload left of decided ones. Returns how many of each.
   */
  forget(before: { decided: number; received: number }): Promise<Forgotten>;
  /** Deletes submissions decided before a time, with their keys and status pages, and frees their space. Returns how many. */
  prune(decidedBefore: number): Promise<number>;

  /** The labs' tokens, and the reviewers' with what hangs on them. */
  tokens: TokenStore;
  reviewerTokens: TokenStore;
  signIns: SignInStore;
  questions: QuestionStore;
  close(): Promise<void>;
}

/** The same Idempotency-Key with another payload (HTTP 422 in draft-ietf-httpapi-idempotency-key-header). */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
}

/** The outbox or the disk is full: retry later. */
export class OutboxFull extends Error {
  override readonly name = 'OutboxFull';
}
