import type { Database } from './database.ts';
import { type Outbox, OutboxFull } from './outbox.ts';
import { DROPPED } from './sql-settle.ts';

/** The part of the outbox that manages its space: deletion, and whether more can be written. */
export function makeKeeping(database: Database): Pick<Outbox, 'forget' | 'prune' | 'probe'> {
  const { query } = database;
  const dropped = Object.entries(DROPPED).map(([column, value]) => `${column} = ${value === null ? 'null' : `'${value}'`}`);
  return {
    async forget({ decided, received }) {
      const contacts = await query(
        `delete from outbox_contacts where submission in
           (select id from outbox_submissions where decided_at < $1 or received_at < $2) returning submission`,
        [decided, received],
      );
      const questions = await query(
        `delete from outbox_questions where submission in
           (select id from outbox_submissions where decided_at < $1 or received_at < $2) returning id`,
        [decided, received],
      );
      // Decided by an older version, which kept payloads.
      const payloads = await query(
        `update outbox_submissions set ${dropped.join(', ')} where decided_at is not null and payload <> '' returning id`,
      );
      if (contacts.length + questions.length + payloads.length > 0) await database.purge();
      return { contacts: contacts.length, payloads: payloads.length };
    },
    async prune(decidedBefore) {
      for (const table of ['outbox_contacts', 'outbox_questions'])
        await query(`delete from ${table} where submission in (select id from outbox_submissions where decided_at < $1)`, [
          decidedBefore,
        ]);
      const gone = await query('delete from outbox_submissions where decided_at < $1 returning id', [decidedBefore]);
      await database.compact();
      return gone.length;
    },
    async probe(now) {
      await query('insert into outbox_probe (one, at) values (1, $1) on conflict (one) do update set at = excluded.at', [now]);
      if (!(await database.hasRoom())) throw new OutboxFull('There is not enough room on the disk for another submission.');
    },
  };
}
