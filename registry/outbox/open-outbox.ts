import type { Database, Tables } from './database.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';

/** Where the outbox is when nobody says otherwise, from the working folder. */
export const DEFAULT_OUTBOX = '.data/outbox.sqlite';

/** The address that the environment names: OUTBOX_URL, else OUTBOX_PATH, else the default. The server and every command ask here. */
export const outboxAddress = ({ OUTBOX_URL, OUTBOX_PATH }: Readonly<Record<string, string | undefined>>): string =>
  // A variable that is set to nothing is not set.
  OUTBOX_URL || OUTBOX_PATH || DEFAULT_OUTBOX;

const POSTGRES = /^postgres(?:ql)?:/;

/** The file of an outbox in SQLite, as the address gives it; undefined for one in PostgreSQL. */
export const outboxFile = (address: string): string | undefined =>
  POSTGRES.test(address) ? undefined : address.replace(/^sqlite:(?:\/\/)?/, '');

/**
 * Opens the outbox at an address: postgres://… for PostgreSQL, else the path of an SQLite file. Undefined when there is no such
 * file and `create` is false: looking must not make one.
 */
export async function openOutbox(address: string, options: OutboxOptions): Promise<Outbox>;
export async function openOutbox(address: string, options: OutboxOptions & { create: boolean }): Promise<Outbox | undefined>;
export async function openOutbox(
  address: string,
  { create = true, ...options }: OutboxOptions & { create?: boolean },
): Promise<Outbox | undefined> {
  // Each engine is loaded only by those who use it.
  const file = outboxFile(address);
  if (file === undefined) return await (await import('./postgres.ts')).openPostgresOutbox(address, options);
  const { hasSqliteOutbox, openSqliteOutbox } = await import('./sqlite.ts');
  return create || hasSqliteOutbox(file) ? openSqliteOutbox(file, options) : undefined;
}

/** An address as it may be shown: without the name and password in it. */
export const shownAddress = (address: string): string => address.replace(/\/\/[^@/]*@/, '//…@');

/** A database at the address of an outbox, for the tables of another part of the program. Undefined as openOutbox says. */
export async function openDatabase(address: string, tables: Tables): Promise<Database>;
export async function openDatabase(address: string, tables: Tables, options: { create: boolean }): Promise<Database | undefined>;
export async function openDatabase(address: string, tables: Tables, { create = true } = {}): Promise<Database | undefined> {
  const file = outboxFile(address);
  if (file === undefined) return await (await import('./postgres.ts')).openPostgresDatabase(address, tables);
  const { hasSqliteOutbox, openSqliteDatabase } = await import('./sqlite.ts');
  return create || hasSqliteOutbox(file) ? openSqliteDatabase(file, tables) : undefined;
}
