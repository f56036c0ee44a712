import type { Database, Query, Row } from './database.ts';
import { ENTRY_COLUMNS, readEntry } from './entry-row.ts';
import { fingerprint } from './fingerprint.ts';
import { type Entry, IdempotencyConflict, type NewEntry, OutboxFull } from './outbox.ts';

/** Takes a submission in, once for its key; see Outbox.accept. Its contact goes into a table of its own. */
export const acceptSubmission = (
  { transaction }: Pick<Database, 'transaction'>,
  submission: NewEntry,
  { capacity, now }: { capacity: number; now: number },
): Promise<{ entry: Entry; isNew: boolean }> =>
  transaction(async (run) => {
    const print = fingerprint(submission.payload);
    const again = await findByKey(run, submission, print);
    if (again) return { entry: readEntry(again), isNew: false };
    const [waiting] = await run(`select count(*) as count from outbox_submissions where state = 'received'`);
    if (Number(waiting!['count']) >= capacity) throw new OutboxFull(`${capacity} submissions are waiting.`);
    const inserted = await insert(run, submission, print, now);
    if (!inserted) {
      // Another process was faster with the same key, between our look and our insert.
      const winner = await findByKey(run, submission, print);
      if (!winner) throw new Error(`The id ${submission.id} is taken.`);
      return { entry: readEntry(winner), isNew: false };
    }
    const { id, contact } = submission;
    if (contact) await run('insert into outbox_contacts (submission, contact) values ($1, $2)', [id, JSON.stringify(contact)]);
    return { entry: readEntry(inserted), isNew: true };
  });

async function findByKey(run: Query, { lab, idempotencyKey }: NewEntry, print: string): Promise<Row | undefined> {
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
  { id, lab, idempotencyKey, payload }: NewEntry,
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
