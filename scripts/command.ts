/** The environment of a command: below `scripts/registry.ts`, nothing else of the process is used. */
export interface Io {
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
}

/** 0 no findings · 1 findings · 2 wrong usage · 3 failure. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** The usage: the first line, then the options. */
  usage: string;
  run: (args: string[], io: Io) => Promise<ExitCode>;
}

/** Wrong usage: exit code 2, with the message and the usage. */
export class UsageError extends Error {}

/** The command failed; the message is one sentence that a person can act on. Exit code 3. */
export class Failure extends Error {}
