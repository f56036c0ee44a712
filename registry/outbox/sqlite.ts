import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../content/make-folder.ts';
import type { Database, Query, Row, Tables } from './database.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';
import { makeOutbox } from './sql-outbox.ts';
import { outboxTables } from './tables.ts';

interface FileOptions {
  /** The largest size of the file in bytes; limited by the disk when absent. */
  maxFileBytes?: number | undefined;
}

export type SqliteOptions = OutboxOptions & FileOptions;

export function hasSqliteOutbox(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

/** The outbox in one SQLite file, for one machine; several processes may open it. */
export const openSqliteOutbox = (file: string, { maxFileBytes, ...options }: SqliteOptions): Outbox =>
  makeOutbox(openSqliteDatabase(file, outboxTables, { maxFileBytes }), options);

/**
 * A database in one SQLite file, with the tables of one application; others may have theirs beside them. A commit is on disk
 * when it returns (https://www.sqlite.org/pragma.html#pragma_synchronous: FULL in WAL mode), and deleted data is overwritten.
 * Only the user that runs the server can read the file.
 */
export function openSqliteDatabase(file: string, tables: Tables, { maxFileBytes }: FileOptions = {}): Database {
  makePrivate(file);
  const connection = new DatabaseSync(file);
  try {
    connection.exec(
      'pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on',
    );
    setUp(connection, tables);
    if (maxFileBytes !== undefined) limitSize(connection, maxFileBytes);
    connection.exec('pragma busy_timeout = 10');
  } catch (error) {
    connection.close();
    throw error;
  }
  return makeDatabase(connection, dirname(file));
}

/** SQLite gives its other files (-wal, -shm) the mode of this one. */
function makePrivate(file: string): void {
  if (file === ':memory:') return;
  makeFolder(dirname(file), 0o700);
  closeSync(openSync(file, 'a', 0o600));
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    if (!existsSync(path)) continue;
    const { mode } = statSync(path);
    // Group access is the operator's choice, for backups; access for everybody is removed.
    if (mode & 0o007) chmodSync(path, mode & 0o770);
  }
}

const DIALECT = { integer: 'integer', strict: ' strict' };

function setUp(connection: DatabaseSync, { make, added, afterwards }: Tables): void {
  connection.exec('begin immediate');
  for (const statement of make(DIALECT)) connection.exec(statement);
  for (const { table, column, type } of added(DIALECT)) {
    const known = connection.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column);
    if (!known) connection.exec(`alter table ${table} add column ${column} ${type}`);
  }
  for (const statement of afterwards) connection.exec(statement);
  connection.exec('commit');
}

function limitSize(connection: DatabaseSync, bytes: number): void {
  const { page_size: pageSize } = connection.prepare('pragma page_size').get() as { page_size: number };
  connection.exec(`pragma max_page_count = ${Math.max(1, Math.floor(bytes / pageSize))}`);
}

/** How long to wait for another writer; writes here take milliseconds. */
const PATIENCE_MS = 10_000;
/** https://www.sqlite.org/rescode.html */
const [SQLITE_BUSY, SQLITE_FULL] = [5, 13];
/** Space for the largest submission, in the file and in its log. */
const ENOUGH_BYTES = 64 * 1024 * 1024;

/**
 * SQLite's own busy handler would block the whole process, and forever if another connection of this process holds the lock. So
 * only the start of a transaction is retried, with pauses.
 */
async function patiently<Result>(work: () => Result): Promise<Result> {
  for (const start = performance.now(); ; await sleep(5)) {
    try {
      return work();
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || performance.now() - start > PATIENCE_MS) throw error;
    }
  }
}

function makeDatabase(connection: DatabaseSync, folder: string): Database {
  const statements = new Map<string, StatementSync>();
  const run: Query = async (sql, values = []) => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = connection.prepare(sql)));
    const prepared = statement;
    const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
    return await patiently(() => prepared.all(named) as Row[]);
  };

  // There is one connection: other calls wait while a transaction is open, or they would become part of it.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    query: (sql, values) => inTurn(() => run(sql, values)),
    transaction: (work) =>
      inTurn(async () => {
        await patiently(() => connection.exec('begin immediate'));
        try {
          const result = await work(run);
          connection.exec('commit');
          return result;
        } catch (error) {
          try {
            connection.exec('rollback');
          } catch {
            // Some errors, such as a full disk, have already ended the transaction.
          }
          throw error;
        }
      }),
    skipLocked: '',
    isTaken: (error) => /^UNIQUE constraint failed/.test((error as Error).message),
    isFull: (error) => (error as { errcode?: number }).errcode === SQLITE_FULL,
    // The log is reused from its start: a small write can succeed on a disk without space for a submission.
    async hasRoom() {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize >= ENOUGH_BYTES;
    },
    purge: () => inTurn(async () => connection.exec('pragma wal_checkpoint(truncate)')),
    compact: () => inTurn(async () => await patiently(() => connection.exec('vacuum; pragma wal_checkpoint(truncate)'))),
    close: () => inTurn(async () => connection.close()),
  };
}
