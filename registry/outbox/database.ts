export type SqlValue = string | number | null;
export type Row = Record<string, SqlValue>;
/** Runs one statement with `$1`, `$2`… for its values, and returns its rows. */
export type Query = (sql: string, values?: readonly SqlValue[]) => Promise<Row[]>;

/** What the outbox needs of a database engine. Both engines get the same SQL. */
export interface Database {
  query: Query;
  /** Runs `work` in a transaction. It is on disk when the promise resolves, and rolled back when `work` throws. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** A suffix of SELECT that makes workers skip each other's rows; empty where only one can write. */
  skipLocked: string;
  /** Whether an error is a violated unique constraint. */
  isTaken(error: unknown): boolean;
  /** Whether an error means that there is no space left. */
  isFull(error: unknown): boolean;
  /** Whether there is space for one more submission, as far as the adapter can tell. */
  hasRoom(): Promise<boolean>;
  /** Called after personal data was deleted; removes traces of it from files that the engine keeps. */
  purge(): Promise<void>;
  /** Returns the space of deleted data to the disk. */
  compact(): Promise<void>;
  close(): Promise<void>;
}
