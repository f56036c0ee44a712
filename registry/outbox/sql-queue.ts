import type { Payload } from '../submission/schema.ts';
import type { Database, Query } from './database.ts';
import { ENTRY_COLUMNS, readEntry } from './entry-row.ts';
import type { Outbox, Pause } from './outbox.ts';
import { DROPPED, settleClaim } from './sql-settle.ts';

type QueueMethod =
  'claim' | 'settle' | 'reserveCase' | 'pause' | 'resume' | 'paused' | 'clampTimes' | 'retry' | 'decline' | 'markDue';

/** The part of the outbox for workers and for operators. */
export function makeQueue(database: Database): Pick<Outbox, QueueMethod> {
  const { query, transaction, skipLocked } = database;
  const changed = async (sql: string, values: Parameters<Query>[1]) => (await query(sql, values)).length > 0;
  return {
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
         ) returning ${ENTRY_COLUMNS}, fence, original, case when state = 'received' then payload else '' end as payload`,
        [now + leaseMs, now, owner],
      );
      if (!row) return undefined;
      const { payload, original, fence } = row;
      return {
        ...{ entry: readEntry(row), owner, fence: fence as number, until: now + leaseMs },
        ...(payload ? { payload: JSON.parse(payload as string) as Payload } : {}),
        ...(original ? { original: JSON.parse(original as string) as Record<string, string> } : {}),
      };
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
    async clampTimes({ delivery, check, lease, pause }, now) {
      await query(`update outbox_submissions set due_at = $1 where due_at > $1 and state = 'received'`, [now + delivery]);
      await query('update outbox_submissions set due_at = $1 where due_at > $1', [now + check]);
      await query('update outbox_submissions set lease_until = $1 where lease_until > $1', [now + lease]);
      await query('update outbox_pause set until = $1 where until > $1', [now + pause]);
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
        await run(
          `update outbox_submissions set state = 'declined', decided_at = $1, times = $2, reserved_case_id = null,
             payload = $3, payload_bytes = $4, original = $5 where id = $6`,
          [now, times, DROPPED.payload, DROPPED.payload_bytes, DROPPED.original, id],
        );
        return true;
      }),
    markDue: (id, now) =>
      changed(
        `update outbox_submissions set due_at = $1
         where id = $2 and state in ('proposed', 'in-review', 'declined') returning id`,
        [now, id],
      ),
  };
}
