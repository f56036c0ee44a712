import pg from 'pg';
import type { Database, Query, Row, SqlValue, Tables } from './database.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';
import { makeOutbox } from './sql-outbox.ts';
import { outboxTables } from './tables.ts';

interface PoolOptions {
  /** Connections per process. */
  connections?: number | undefined;
  /** Milliseconds in which the server has to take a connection. */
  connectMs?: number | undefined;
}

export type PostgresOptions = OutboxOptions & PoolOptions;

/**
 * An arbitrary number for a lock that only this application takes: two processes that start together create the tables one
 * after the other.
 */
const SETUP_LOCK = 4_201_700_142;
/** The type of `bigint`. Times and counts here are far below 2^53, where numbers would lose precision. */
const BIGINT = pg.types.builtins.INT8;
/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505';
const DISK_FULL = '53100';
const DIALECT = { integer: 'bigint', strict: '' };

/** The outbox in PostgreSQL, for several processes or machines. `url` is postgres://user:password@host/database. */
export const openPostgresOutbox = async (url: string, { connections, connectMs, ...options }: PostgresOptions): Promise<Outbox> =>
  makeOutbox(await openPostgresDatabase(url, outboxTables, { connections, connectMs }), options);

/** A database in PostgreSQL, with the tables of one application; others may have theirs beside them. */
export async function openPostgresDatabase(
  url: string,
  { make, added, afterwards, erasing }: Tables,
  { connections = 4, connectMs = 10_000 }: PoolOptions = {},
): Promise<Database> {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (type, format) =>
      type === BIGINT ? Number : (pg.types.getTypeParser(type, format) as (value: string) => unknown),
  };
  // Set explicitly, because a server may be configured to answer before a commit is on disk.
  const settings = '-c synchronous_commit=on -c statement_timeout=30000 -c lock_timeout=10000';
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    options: settings,
    types,
  });
  // The pool replaces an idle connection that the server closes; without a listener the error would end the process.
  pool.on('error', () => undefined);

  const transaction = async <Result>(work: (query: Query) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(queryOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  };

  try {
    await transaction(async (run) => {
      await run('select pg_advisory_xact_lock($1)', [SETUP_LOCK]);
      for (const statement of make(DIALECT)) await run(statement);
      for (const { table, column, type } of added(DIALECT))
        await run(`alter table ${table} add column if not exists ${column} ${type}`);
      for (const statement of afterwards) await run(statement);
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const vacuum = async () => void (await pool.query(`vacuum ${erasing.join(', ')}`));
  return {
    query: queryOn(pool),
    transaction,
    skipLocked: 'for update skip locked',
    isTaken: (error) => (error as { code?: unknown }).code === UNIQUE_VIOLATION,
    isFull: (error) => (error as { code?: unknown }).code === DISK_FULL,
    // We cannot see its disk: only a successful write proves that there is space.
    hasRoom: async () => true,
    // Deleted rows leave the files at the next vacuum, which cannot run inside a transaction.
    purge: vacuum,
    compact: vacuum,
    close: () => pool.end(),
  };
}

const queryOn =
  (client: Pick<pg.Pool, 'query'>): Query =>
  async (sql, values = []) =>
    (await client.query<Row>(sql, values.map(storable))).rows;

/** PostgreSQL text cannot hold U+0000 or lone surrogates. Payloads are JSON, which escapes both. */
const storable = (value: SqlValue) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value);
