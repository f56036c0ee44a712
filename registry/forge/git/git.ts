import { type ChildProcessWithoutNullStreams, spawn, type SpawnOptionsWithoutStdio } from 'node:child_process';
import { Unavailable } from '../errors.ts';

/** The git commands that we use. Data never becomes an option: it goes through standard input, or is an id that we made. */
type Verb =
  | 'cat-file'
  | 'commit-tree'
  | 'config'
  | 'diff-tree'
  | 'for-each-ref'
  | 'hash-object'
  | 'init'
  | 'ls-tree'
  | 'merge-base'
  | 'merge-tree'
  | 'read-tree'
  | 'rev-list'
  | 'rev-parse'
  | 'symbolic-ref'
  | 'unpack-objects'
  | 'update-index'
  | 'update-ref'
  | 'write-tree';

export interface GitResult {
  code: number;
  /** Standard output as text, and as bytes. */
  stdout: string;
  bytes: Buffer;
  stderr: string;
}

export interface GitCall {
  stdin?: string | Uint8Array;
  /** Exit codes that are valid results (0 by default); any other throws Unavailable. */
  accept?: readonly number[];
  /** A private index file, so that we never touch that of the working tree. */
  index?: string;
  identity?: { name: string; email: string; at: Date };
  /** Git settings for this call, by name. */
  settings?: readonly (readonly [name: string, value: string])[];
}

export type Git = (verb: Verb, args: readonly string[], call?: GitCall) => Promise<GitResult>;

export interface GitOptions {
  /** The git program; searched in the usual system folders by default. */
  program?: string;
  /** Milliseconds after which a call is stopped; 30 seconds by default. */
  timeout?: number;
}

/**
 * Settings for every call. By default git 2.39 syncs neither loose objects nor refs to disk. File names that macOS and Windows
 * fold into `.git` are refused everywhere. No hook of the repository's configuration runs (working-tree.ts handles filters).
 * The operator named this repository, which satisfies safe.directory.
 */
const SETTINGS = [
  'core.fsync=all',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'core.quotePath=false',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'gc.auto=0',
  'safe.directory=*',
].flatMap((setting) => ['-c', setting]);

const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LITERAL_PATHSPECS: '1',
};

/** Starts git in a folder without a shell and without the user's settings. */
export const startGit = (
  cwd: string,
  verb: Verb,
  args: readonly string[],
  { program = 'git', env, ...options }: GitOptions & Pick<SpawnOptionsWithoutStdio, 'env' | 'killSignal'> = {},
): ChildProcessWithoutNullStreams =>
  spawn(program, [...SETTINGS, verb, ...args], { ...options, cwd, env: { ...ENVIRONMENT, ...env }, shell: false });

/** Runs git in a folder without a shell, without the user's settings, and with a time limit. */
export function makeGit(cwd: string, { program = 'git', timeout = 30_000 }: GitOptions = {}): Git {
  return (verb, args, { stdin, accept = [0], index, identity, settings = [] } = {}) =>
    new Promise((resolve, reject) => {
      const env = {
        ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
        ...(identity ? signature(identity) : {}),
        ...asEnvironment(settings),
      };
      // SIGTERM lets git remove its lock files.
      const child = startGit(cwd, verb, args, { program, env, timeout, killSignal: 'SIGTERM' });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.on('error', (cause) => reject(new Unavailable(`git ${verb} could not be started: ${cause.message}`, { cause })));
      child.on('close', (code, signal) => {
        const bytes = Buffer.concat(out);
        const result = { code: code ?? -1, bytes, stdout: bytes.toString(), stderr: Buffer.concat(err).toString().trim() };
        if (accept.includes(result.code)) resolve(result);
        else reject(new Unavailable(`git ${verb} ended with ${signal ?? result.code}: ${result.stderr.slice(0, 500)}`));
      });
      // A git that exits before it has read all input reports the reason on standard error.
      child.stdin.on('error', () => {});
      child.stdin.end(stdin ?? '');
    });
}

/** Not with -c: the name of a repository setting may contain any character. */
const asEnvironment = (settings: NonNullable<GitCall['settings']>) => ({
  GIT_CONFIG_COUNT: String(settings.length),
  ...Object.fromEntries(
    settings.flatMap(([name, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, name],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ),
});

const signature = ({ name, email, at }: NonNullable<GitCall['identity']>) => {
  const date = `${Math.floor(at.getTime() / 1000)} +0000`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
};
