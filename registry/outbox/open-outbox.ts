import type { Database, Tables } from './database.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';

/** The default path of the outbox, relative to the working folder. */
export const DEFAULT_OUTBOX = '.data/outbox.sqlite';

/**
 * The outbox address of the environment: OUTBOX_URL, else OUTBOX_PATH, else the default. The server and every command use this.
 */
export const outboxAddress = ({ OUTBOX_URL, OUTBOX_PATH }: Readonly<Record<string, string | undefined>>): string =>
  // A variable set to the empty string counts as not set.
  OUTBOX_URL || OUTBOX_PATH || DEFAULT_OUTBOX;

const POSTGRES = /^postgres(?:ql)?:/;

/** The file of an SQLite outbox; undefined for PostgreSQL. */
export const outboxFile = (address: string): string | undefined =>
  POSTGRES.test(address) ? undefined : address.replace(/^sqlite:(?:\/\/)?/, '');

/**
 * Opens the outbox at an address: postgres://… for PostgreSQL, else the path of an SQLite file. Undefined when the file does
 * not exist and `create` is false: looking must not create it.
 */
export async function openOutbox(address: string, options: OutboxOptions): Promise<Outbox>;
export async function openOutbox(address: string, options: OutboxOptions & { create: boolean }): Promise<Outbox | undefined>;
export async function openOutbox(
  address: string,
  { create = true, ...options }: OutboxOptions & { create?: boolean },
): Promise<Outbox | undefined> {
  // Loads only the engine that is used.
  const file = outboxFile(address);
  if (file === undefined) return await (await import('./postgres.ts')).openPostgresOutbox(address, options);
  const { hasSqliteOutbox, openSqliteOutbox } = await import('./sqlite.ts');
  return create || hasSqliteOutbox(file) ? openSqliteOutbox(file, options) : undefined;
}

/** An address that may be shown, without its credentials: they may stand before the host or among the parameters. */
export const shownAddress = (address: string): string =>
  POSTGRES.test(address) ? address.replace(/\/\/[^/]*@/, '//…@').replace(/\?.*$/s, '') : address;

/** A database at the address of an outbox, for the tables of another part of the program. Undefined as openOutbox says. */
export async function openDatabase(address: string, tables: Tables): Promise<Database>;
export async function openDatabase(address: string, tables: Tables, options: { create: boolean }): Promise<Database | undefined>;
export async function openDatabase(address: string, tables: Tables, { create = true } = {}): Promise<Database | undefined> {
  const file = outboxFile(address);
  if (file === undefined) return await (await import('./postgres.ts')).openPostgresDatabase(address, tables);
  const { hasSqliteOutbox, openSqliteDatabase } = await import('./sqlite.ts');
  return create || hasSqliteOutbox(file) ? openSqliteDatabase(file, tables) : undefined;
}
