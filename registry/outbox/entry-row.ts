import type { Row } from './database.ts';
import type { Entry } from './outbox.ts';
import type { ParkReason, SubmissionState } from './state.ts';

/** All columns but the payload, which may be large. */
export const ENTRY_COLUMNS = `id, lab, locale, title, kind, action, state, times, case_id, parked_reason, parked_detail,
  branch, commit_id, number, url, attempts, crashes, trying_since, last_error, due_at, reason`;

/** Converts a row of outbox_submissions to an entry, without null values. */
export function readEntry(row: Row): Entry {
  const text = (column: string) => row[column] as string;
  const optional = <Key extends string, Value>(key: Key, column: string) =>
    (row[column] === null ? {} : { [key]: row[column] }) as { [Name in Key]?: Value };
  return {
    id: text('id'),
    ...optional<'lab', string>('lab', 'lab'),
    locale: text('locale'),
    title: text('title'),
    kind: text('kind') as Entry['kind'],
    action: text('action') as Entry['action'],
    state: text('state') as SubmissionState,
    times: JSON.parse(text('times')) as Entry['times'],
    ...optional<'caseId', string>('caseId', 'case_id'),
    ...(row['parked_reason'] === null
      ? {}
      : { parked: { reason: text('parked_reason') as ParkReason, detail: text('parked_detail') } }),
    ...(row['branch'] === null
      ? {}
      : {
          proposal: {
            branch: text('branch'),
            commit: text('commit_id'),
            ...optional<'number', number>('number', 'number'),
            ...optional<'url', string>('url', 'url'),
          },
        }),
    attempts: row['attempts'] as number,
    crashes: row['crashes'] as number,
    ...optional<'tryingSince', number>('tryingSince', 'trying_since'),
    ...optional<'lastError', string>('lastError', 'last_error'),
    ...optional<'dueAt', number>('dueAt', 'due_at'),
    ...optional<'reason', string>('reason', 'reason'),
  };
}
