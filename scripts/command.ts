import type { Doors } from '#registry/federation/fetch/checked-connection.ts';

/** What a command may touch: nothing else of the process is read or written below `scripts/registry.ts`. */
export interface Io {
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** What tests put in the place of the world outside. */
  doors?: Doors;
}

/** 0 clean · 1 findings · 2 the command was called wrongly · 3 it could not do its work. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** How to call it: the first line, then its options. */
  usage: string;
  run: (args: string[], io: Io) => Promise<ExitCode>;
}

/** The command was called wrongly: exit code 2, with the message and the usage. */
export class UsageError extends Error {}

/** The command cannot do its work, and the message says why in a sentence a person can act on: exit code 3. */
export class Failure extends Error {}
