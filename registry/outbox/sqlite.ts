import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Query, Row } from './database.ts';
import type { Outbox } from './outbox.ts';
import { makeOutbox } from './sql-outbox.ts';
import { tables } from './tables.ts';

export interface SqliteOptions {
  /** How many submissions may wait for the forge at once. */
  capacity: number;
}

/**
 * The outbox in one SQLite file, for one machine; several processes may open it. A commit is on disk when it returns
 * (https://www.sqlite.org/pragma.html#pragma_synchronous: FULL in WAL mode), and what is deleted is overwritten.
 */
export function openSqliteOutbox(file: string, options: SqliteOptions): Outbox {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const connection = new DatabaseSync(file);
  connection.exec('pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on');
  connection.exec(`begin immediate; ${tables({ integer: 'integer', strict: ' strict' }).join(';')}; commit`);
  connection.exec('pragma busy_timeout = 10');
  return makeOutbox(makeDatabase(connection), options);
}

/** How long to wait for whoever else is writing; writes here take milliseconds. */
const PATIENCE_MS = 10_000;
/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * SQLite's own waiting would stop the whole process, and for good when it is another connection of this process that is to
 * finish: so only starting is tried again, with pauses.
 */
async function patiently<Result>(work: () => Result): Promise<Result> {
  for (const start = Date.now(); ; await sleep(5)) {
    try {
      return work();
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || Date.now() - start > PATIENCE_MS) throw error;
    }
  }
}

function makeDatabase(connection: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  const run: Query = async (sql, values = []) => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = connection.prepare(sql)));
    const prepared = statement;
    const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
    return await patiently(() => prepared.all(named) as Row[]);
  };

  // There is one connection: what comes while a transaction is open waits, or it would become part of it.
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
            // Some errors, such as a full disk, have ended the transaction already.
          }
          throw error;
        }
      }),
    skipLocked: '',
    isTaken: (error) => /^UNIQUE constraint failed/.test((error as Error).message),
    purge: () => inTurn(async () => connection.exec('pragma wal_checkpoint(truncate)')),
    close: () => inTurn(async () => connection.close()),
  };
}
