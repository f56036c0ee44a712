import type { Contact } from '../submission/parts.ts';
import type { Payload } from '../submission/schema.ts';
import type { Database, Query } from './database.ts';
import { ENTRY_COLUMNS, readEntry } from './entry-row.ts';
import { DEFAULT_CAPACITY_BYTES, type Outbox, OutboxFull, type OutboxOptions } from './outbox.ts';
import { insertSubmission } from './sql-accept.ts';
import { makeKeeping } from './sql-keeping.ts';
import { makeQuestionStore } from './sql-questions.ts';
import { makeQueue } from './sql-queue.ts';
import { makeSignInStore } from './sql-sign-ins.ts';
import { makeTokenStore, TOKENS } from './sql-tokens.ts';
import { SUBMISSION_STATES, type SubmissionState } from './state.ts';

/** Forges stop redelivering webhooks within days (GitHub: three). */
const DELIVERY_MEMORY_MS = 30 * 24 * 3_600_000;

/** Delivery takes seconds: an entry that waits longer is stuck. */
const OVERDUE_MS = 3_600_000;
/** Clocks of servers that share an outbox differ by less. */
const CLOCK_DRIFT_MS = 60_000;

/** The outbox over a database with its tables. */
export function makeOutbox(database: Database, { capacity, capacityBytes = DEFAULT_CAPACITY_BYTES }: OutboxOptions): Outbox {
  const { query } = database;
  const changed = async (sql: string, values: Parameters<Query>[1]) => (await query(sql, values)).length > 0;
  const orFull = (error: unknown) => {
    throw database.isFull(error) ? new OutboxFull('There is no room on the disk.', { cause: error }) : error;
  };

  return {
    accept: (submission, now) =>
      insertSubmission(database, submission, { capacity: { count: capacity, bytes: capacityBytes }, now }).catch(orFull),

    async find(id) {
      const [row] = await query(`select ${ENTRY_COLUMNS} from outbox_submissions where id = $1`, [id]);
      return row && readEntry(row);
    },
    async payload(id) {
      const [row] = await query('select payload from outbox_submissions where id = $1', [id]);
      return row?.['payload'] ? (JSON.parse(row['payload'] as string) as Payload) : undefined;
    },
    async list({ state, lab, before, limit = 100 } = {}) {
      const rows = await query(
        `select ${ENTRY_COLUMNS} from outbox_submissions
         where ($1 = '' or state = $1) and ($2 = '' or lab = $2)
           and ($3 = '' or (received_at, id) < (select received_at, id from outbox_submissions where id = $3))
         order by received_at desc, id desc limit ${Math.min(Math.max(1, Math.trunc(limit)), 1000)}`,
        [state ?? '', lab ?? '', before ?? ''],
      );
      return rows.map(readEntry);
    },
    async listOpen({ after = '', limit }) {
      const rows = await query(
        `select ${ENTRY_COLUMNS} from outbox_submissions
         where state in ('proposed', 'in-review')
           and ($1 = '' or (received_at, id) > (select received_at, id from outbox_submissions where id = $1))
         order by received_at, id limit ${Math.min(Math.max(1, Math.trunc(limit)), 1000)}`,
        [after],
      );
      return rows.map(readEntry);
    },
    async count() {
      const rows = await query('select state, count(*) as count from outbox_submissions group by state');
      const counts = new Map(rows.map((row) => [row['state'], Number(row['count'])]));
      return Object.fromEntries(SUBMISSION_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<
        SubmissionState,
        number
      >;
    },
    async countOverdue(now) {
      const [row] = await query(
        `select count(*) as count from outbox_submissions where state = 'received' and (received_at <= $1 or received_at > $2)`,
        [now - OVERDUE_MS, now + CLOCK_DRIFT_MS],
      );
      return Number(row!['count']);
    },

    ...makeQueue(database),
    async recordDelivery(deliveryId, now) {
      await query('delete from outbox_deliveries where received_at < $1', [now - DELIVERY_MEMORY_MS]);
      return await changed(
        'insert into outbox_deliveries (id, received_at) values ($1, $2) on conflict do nothing returning id',
        [deliveryId.slice(0, 200), now],
      );
    },

    async contact(id) {
      const [row] = await query('select contact from outbox_contacts where submission = $1', [id]);
      return row && (JSON.parse(row['contact'] as string) as Contact);
    },
    ...makeKeeping(database),

    tokens: makeTokenStore(database, TOKENS.labs),
    reviewerTokens: makeTokenStore(database, TOKENS.reviewers),
    signIns: makeSignInStore(database),
    questions: makeQuestionStore(database),
    close: () => database.close(),
  };
}
