export type SqlValue = string | number | null;
export type Row = Record<string, SqlValue>;
/** Runs one statement with `$1`, `$2`… for its values, and gives the rows it returns. */
export type Query = (sql: string, values?: readonly SqlValue[]) => Promise<Row[]>;

/** What the outbox needs of a database engine: the same SQL is spoken to both. */
export interface Database {
  query: Query;
  /** Runs `work` in one transaction that is on disk when the promise resolves, and undone when `work` throws. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** What a SELECT ends with so that several workers pass over each other's rows; empty where only one can write. */
  skipLocked: string;
  /** Whether an error says that a value must be unique and is not. */
  isTaken(error: unknown): boolean;
  /** Whether an error says that there is no room left to write. */
  isFull(error: unknown): boolean;
  /** Whether there is room for one more submission, as far as can be told from here. */
  hasRoom(): Promise<boolean>;
  /** Called after personal data were deleted: leaves nothing of them in files that the engine keeps. */
  purge(): Promise<void>;
  /** Gives the room of what was deleted back to the disk. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

/** The words in which the two engines' SQL differs. */
export interface Dialect {
  integer: string;
  /** What a table ends with so that the engine looks at types. */
  strict: string;
}

/** The tables that an application keeps in a database. Every statement may run again on a database that has them. */
export interface Tables {
  make: (dialect: Dialect) => readonly string[];
  /** Columns that tables have got since they were first made. */
  added: (dialect: Dialect) => readonly { table: string; column: string; type: string }[];
  afterwards: readonly string[];
  /** Tables from which words are erased for good. */
  erasing: readonly string[];
}
