import type { Dialect, Tables } from './database.ts';

/** The outbox's tables, in SQL that SQLite and PostgreSQL share but for two words. Times are milliseconds since 1970. */
const make = ({ integer, strict }: Dialect): string[] => [
  `create table if not exists outbox_submissions (
    id text primary key,
    lab text,
    idempotency_key text,
    fingerprint text not null,
    payload text not null,
    locale text not null,
    title text not null,
    action text not null check (action in ('create', 'improve')),
    state text not null check (state in ('received', 'proposed', 'in-review', 'published', 'declined', 'parked')),
    times text not null,
    received_at ${integer} not null,
    decided_at ${integer},
    case_id text,
    reserved_case_id text unique,
    parked_reason text,
    parked_detail text,
    branch text,
    commit_id text,
    number ${integer},
    url text,
    attempts ${integer} not null default 0,
    crashes ${integer} not null default 0,
    trying_since ${integer},
    last_error text,
    due_at ${integer},
    lease_owner text,
    lease_until ${integer},
    fence ${integer} not null default 0
  )${strict}`,
  `create unique index if not exists outbox_idempotency
    on outbox_submissions ((coalesce(lab, '')), idempotency_key) where idempotency_key is not null`,
  'create index if not exists outbox_due on outbox_submissions (due_at) where due_at is not null',
  'create index if not exists outbox_state on outbox_submissions (state, received_at)',
  'create index if not exists outbox_newest on outbox_submissions (received_at, id)',
  `create table if not exists outbox_contacts (submission text primary key, contact text not null)${strict}`,
  `create table if not exists outbox_deliveries (id text primary key, received_at ${integer} not null)${strict}`,
  'create index if not exists outbox_deliveries_age on outbox_deliveries (received_at)',
  `create table if not exists outbox_pause (
    one ${integer} primary key check (one = 1), until ${integer} not null, reason text not null, alarm ${integer} not null
  )${strict}`,
  `create table if not exists outbox_tokens (
    hash text primary key, id text not null, lab text not null,
    created_at ${integer} not null, last_used_at ${integer}, revoked_at ${integer}
  )${strict}`,
  `create table if not exists outbox_reviewer_tokens (
    hash text primary key, id text not null, reviewer text not null,
    created_at ${integer} not null, expires_at ${integer}, last_used_at ${integer}, revoked_at ${integer}
  )${strict}`,
  `create table if not exists outbox_sign_ins (
    hash text primary key, reviewer text not null, token text not null, until ${integer} not null
  )${strict}`,
  `create table if not exists outbox_questions (
    id text primary key, submission text not null, asked_by text not null, asked_at ${integer} not null, question text not null,
    answer text, answered_at ${integer}
  )${strict}`,
  'create index if not exists outbox_questions_of on outbox_questions (submission)',
  `create table if not exists outbox_probe (one ${integer} primary key check (one = 1), at ${integer} not null)${strict}`,
];

/** Columns added since the tables were first created: an older outbox gets them when it is opened. */
const added = ({ integer }: Dialect) =>
  [
    // Bytes of the payload while it is stored.
    { table: 'outbox_submissions', column: 'payload_bytes', type: `${integer} not null default 0` },
    // For a correction, as JSON: digests of the parts it changes, as they were when it was accepted.
    { table: 'outbox_submissions', column: 'original', type: 'text' },
    { table: 'outbox_tokens', column: 'expires_at', type: integer },
    // The kind of the submitted record.
    { table: 'outbox_submissions', column: 'kind', type: "text not null default 'case'" },
    // Why it was declined, for its sender.
    { table: 'outbox_submissions', column: 'reason', type: 'text' },
  ] as const;

/** Statements after all columns exist; each may run again. */
const afterwards = [
  // A deleted payload becomes empty, because its column is NOT NULL.
  `update outbox_submissions set payload_bytes = octet_length(payload) where payload_bytes = 0 and payload <> ''`,
  'create index if not exists outbox_kept on outbox_submissions (payload_bytes) where payload_bytes > 0',
] as const;

export const outboxTables: Tables = {
  make,
  added,
  afterwards,
  erasing: ['outbox_contacts', 'outbox_questions', 'outbox_submissions'],
};
