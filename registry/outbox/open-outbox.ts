import type { Outbox } from './outbox.ts';

/** Where the outbox is when nobody says otherwise, from the working folder. */
export const DEFAULT_OUTBOX = '.data/outbox.sqlite';

/** Opens the outbox at an address: postgres://… for PostgreSQL, else the path of an SQLite file, which is made when it is not there. */
export async function openOutbox(address: string, options: { capacity: number }): Promise<Outbox> {
  // Each engine is loaded only by those who use it.
  if (/^postgres(?:ql)?:\/\//.test(address)) return await (await import('./postgres.ts')).openPostgresOutbox(address, options);
  return (await import('./sqlite.ts')).openSqliteOutbox(address.replace(/^sqlite:(?:\/\/)?/, ''), options);
}
