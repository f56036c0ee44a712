import type { Database, Query, Row } from './database.ts';
import { ENTRY_COLUMNS, readEntry } from './entry-row.ts';
import { fingerprint } from './fingerprint.ts';
import { type Contact } from './schema.ts';
import { IdempotencyConflict, type Outbox, OutboxFull, type Payload, type Pause } from './outbox.ts';
import { settleClaim } from './sql-settle.ts';
import { makeTokenStore } from './sql-tokens.ts';
import { SUBMISSION_STATES, type SubmissionState } from './state.ts';

/** Forges give up redelivering webhooks within days (GitHub: three). */
const DELIVERY_MEMORY_MS = 30 * 24 * 3_600_000;

/** The outbox over a database that has its tables. `capacity` is how many submissions may wait for the forge at once. */
export function makeOutbox(database: Database, { capacity }: { capacity: number }): Outbox {
  const { query, transaction, skipLocked } = database;
  const changed = async (sql: string, values: Parameters<Query>[1]) => (await query(sql, values)).length > 0;

  return {
    accept: (submission, now) =>
      transaction(async (run) => {
        const print = fingerprint(submission.payload);
        const again = await findByKey(run, submission, print);
        if (again) return { entry: readEntry(again), isNew: false };
        const [waiting] = await run(`select count(*) as count from outbox_submissions where state = 'received'`);
        if (Number(waiting!['count']) >= capacity) throw new OutboxFull(`${capacity} submissions are waiting.`);
        const inserted = await insert(run, submission, print, now);
        if (!inserted) {
          const winner = await findByKey(run, submission, print);
          if (!winner) throw new Error(`The id ${submission.id} is taken.`);
          return { entry: readEntry(winner), isNew: false };
        }
        if (submission.contact)
          await run('insert into outbox_contacts (submission, contact) values ($1, $2)', [
            submission.id,
            JSON.stringify(submission.contact),
          ]);
        return { entry: readEntry(inserted), isNew: true };
      }),

    async find(id) {
      const [row] = await query(`select ${ENTRY_COLUMNS} from outbox_submissions where id = $1`, [id]);
      return row && readEntry(row);
    },
    async payload(id) {
      const [row] = await query('select payload from outbox_submissions where id = $1', [id]);
      return row && (JSON.parse(row['payload'] as string) as Payload);
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
    async count() {
      const rows = await query('select state, count(*) as count from outbox_submissions group by state');
      const counts = new Map(rows.map((row) => [row['state'], Number(row['count'])]));
      return Object.fromEntries(SUBMISSION_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<
        SubmissionState,
        number
      >;
    },
    async oldestWaiting() {
      const [row] = await query(`select min(received_at) as oldest from outbox_submissions where state = 'received'`);
      return (row?.['oldest'] as number | null) ?? undefined;
    },

    async claim({ owner, leaseMs }, now) {
      const [row] = await query(
        `update outbox_submissions set
           lease_until = $1, attempts = attempts + 1, fence = fence + 1, trying_since = coalesce(trying_since, $2),
           crashes = crashes + case when lease_owner is null then 0 else 1 end, lease_owner = $3
         where id = (
           select id from outbox_submissions
           where due_at <= $2 and (lease_until is null or lease_until <= $2)
             and not exists (select 1 from outbox_pause where until > $2)
           order by due_at, id limit 1 ${skipLocked}
         ) returning ${ENTRY_COLUMNS}, payload, fence`,
        [now + leaseMs, now, owner],
      );
      if (!row) return undefined;
      const payload = JSON.parse(row['payload'] as string) as Payload;
      return { entry: readEntry(row), payload, owner, fence: row['fence'] as number, until: now + leaseMs };
    },
    settle: (claim, settlement, now) => settleClaim(query, claim, settlement, now),
    async reserveCase({ entry, owner, fence }, caseId) {
      try {
        return await changed(
          `update outbox_submissions set reserved_case_id = $1, case_id = $1
           where id = $2 and lease_owner = $3 and fence = $4 returning id`,
          [caseId, entry.id, owner, fence],
        );
      } catch (error) {
        if (database.isTaken(error)) return false;
        throw error;
      }
    },

    async pause({ until, reason, alarm }) {
      await query(
        `insert into outbox_pause (one, until, reason, alarm) values (1, $1, $2, $3)
         on conflict (one) do update set until = excluded.until, reason = excluded.reason, alarm = excluded.alarm`,
        [until, reason.slice(0, 500), alarm ? 1 : 0],
      );
    },
    async resume() {
      await query('delete from outbox_pause');
    },
    async paused(now) {
      const [row] = await query('select until, reason, alarm from outbox_pause where until > $1', [now]);
      return row && ({ until: row['until'], reason: row['reason'], alarm: row['alarm'] === 1 } as Pause);
    },
    retry: (id, now) =>
      changed(
        `update outbox_submissions set state = 'received', parked_reason = null, parked_detail = null, due_at = $1,
           attempts = 0, crashes = 0, trying_since = null, last_error = null
         where id = $2 and state = 'parked' returning id`,
        [now, id],
      ),
    decline: (id, now) =>
      transaction(async (run) => {
        const [row] = await run(`select times from outbox_submissions where id = $1 and state = 'parked'`, [id]);
        if (!row) return false;
        const times = JSON.stringify({ ...(JSON.parse(row['times'] as string) as object), declined: now });
        await run(`update outbox_submissions set state = 'declined', decided_at = $1, times = $2 where id = $3`, [
          now,
          times,
          id,
        ]);
        return true;
      }),
    markDue: (id, now) =>
      changed(
        `update outbox_submissions set due_at = $1
         where id = $2 and state in ('proposed', 'in-review', 'declined') returning id`,
        [now, id],
      ),
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
    async eraseContacts(decidedBefore) {
      const erased = await query(
        `delete from outbox_contacts where submission in
           (select id from outbox_submissions where decided_at < $1) returning submission`,
        [decidedBefore],
      );
      if (erased.length > 0) await database.purge();
      return erased.length;
    },

    tokens: makeTokenStore(database),
    close: () => database.close(),
  };
}

async function findByKey(
  run: Query,
  { lab, idempotencyKey }: Parameters<Outbox['accept']>[0],
  print: string,
): Promise<Row | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const [row] = await run(
    `select ${ENTRY_COLUMNS}, fingerprint from outbox_submissions where coalesce(lab, '') = $1 and idempotency_key = $2`,
    [lab ?? '', idempotencyKey],
  );
  if (row && row['fingerprint'] !== print) throw new IdempotencyConflict('The key was used for another submission.');
  return row;
}

async function insert(
  run: Query,
  { id, lab, idempotencyKey, payload }: Parameters<Outbox['accept']>[0],
  print: string,
  now: number,
): Promise<Row | undefined> {
  const improves = payload.action === 'create' ? undefined : payload.action.improve;
  const [row] = await run(
    `insert into outbox_submissions
       (id, lab, idempotency_key, fingerprint, payload, locale, title, action, state, times, received_at, due_at, case_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'received', $9, $10, $10, $11)
     on conflict do nothing returning ${ENTRY_COLUMNS}`,
    [
      id,
      lab ?? null,
      idempotencyKey ?? null,
      print,
      JSON.stringify(payload),
      payload.locale,
      payload.case.title ?? improves ?? '',
      improves === undefined ? 'create' : 'improve',
      JSON.stringify({ received: now }),
      now,
      improves ?? null,
    ],
  );
  return row;
}
