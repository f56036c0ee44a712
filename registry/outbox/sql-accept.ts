import { subjectOf } from '../submission/subject.ts';
import type { Database, Query, Row } from './database.ts';
import { ENTRY_COLUMNS, readEntry } from './entry-row.ts';
import { fingerprint } from './fingerprint.ts';
import { type Entry, IdempotencyConflict, type NewEntry, OutboxFull } from './outbox.ts';
import { isDecided } from './state.ts';

export interface Capacity {
  /** Submissions that may wait for the forge. */
  count: number;
  /** Bytes of all stored payloads. */
  bytes: number;
}

/** Stores a submission once per key; see Outbox.accept. Its contact goes into a table of its own. */
export const insertSubmission = (
  { transaction }: Pick<Database, 'transaction'>,
  submission: NewEntry,
  { capacity, now }: { capacity: Capacity; now: number },
): Promise<{ entry: Entry; isNew: boolean }> => {
  // Computed before the transaction, because others wait for it.
  const prepared = { print: fingerprint(submission.payload), payload: JSON.stringify(submission.payload) };
  return transaction(async (run) => {
    const again = await findByKey(run, submission, prepared.print);
    if (again) return await answerAgain(run, again, submission);
    await makeSure(run, capacity, Buffer.byteLength(prepared.payload));
    const inserted = await insert(run, submission, prepared, now);
    if (!inserted) {
      // Another process inserted the same key between our check and our insert.
      const winner = await findByKey(run, submission, prepared.print);
      if (!winner) throw new Error(`The id ${submission.id} is taken.`);
      return await answerAgain(run, winner, submission);
    }
    await keepContact(run, submission.id, submission.contact);
    return { entry: readEntry(inserted), isNew: true };
  });
};

/** The contact is not part of the fingerprint: a sender who corrects an address sends the same submission again. */
async function answerAgain(run: Query, row: Row, { contact }: NewEntry): Promise<{ entry: Entry; isNew: boolean }> {
  const entry = readEntry(row);
  if (!isDecided(entry.state)) await keepContact(run, entry.id, contact);
  return { entry, isNew: false };
}

async function keepContact(run: Query, id: string, contact: NewEntry['contact']): Promise<void> {
  if (!contact) return;
  await run(
    `insert into outbox_contacts (submission, contact) values ($1, $2)
     on conflict (submission) do update set contact = excluded.contact`,
    [id, JSON.stringify(contact)],
  );
}

async function makeSure(run: Query, capacity: Capacity, bytes: number): Promise<void> {
  const [waiting] = await run(`select count(*) as count from outbox_submissions where state = 'received'`);
  if (Number(waiting!['count']) >= capacity.count) throw new OutboxFull(`${capacity.count} submissions are waiting.`);
  const [kept] = await run('select coalesce(sum(payload_bytes), 0) as bytes from outbox_submissions where payload_bytes > 0');
  if (Number(kept!['bytes']) + bytes > capacity.bytes) throw new OutboxFull(`${capacity.bytes} bytes are kept already.`);
}

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
  { id, lab, idempotencyKey, payload, original }: NewEntry,
  prepared: { print: string; payload: string },
  now: number,
): Promise<Row | undefined> {
  const { kind, title, improves } = subjectOf(payload);
  const [row] = await run(
    `insert into outbox_submissions
       (id, lab, idempotency_key, fingerprint, payload, payload_bytes, original, locale, title, kind, action, state, times,
        received_at, due_at, case_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'received', $12, $13, $13, $14)
     on conflict do nothing returning ${ENTRY_COLUMNS}`,
    [
      id,
      lab ?? null,
      idempotencyKey ?? null,
      prepared.print,
      prepared.payload,
      Buffer.byteLength(prepared.payload),
      original === undefined ? null : JSON.stringify(original),
      payload.locale,
      title,
      kind,
      improves === undefined ? 'create' : 'improve',
      JSON.stringify({ received: now }),
      now,
      improves ?? null,
    ],
  );
  return row;
}
