import type { Outbox } from '#registry/outbox/outbox.ts';
import { openPostgresOutbox } from '#registry/outbox/postgres.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import type { Environment } from '../environment.ts';

/** The outbox that the environment names: PostgreSQL when it has an address, else a file on this machine. */
export async function openOutbox({ url, path, capacity }: Environment['outbox']): Promise<Outbox> {
  return url === undefined ? openSqliteOutbox(path, { capacity }) : await openPostgresOutbox(url, { capacity });
}
