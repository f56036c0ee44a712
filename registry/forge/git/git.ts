import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Unavailable } from '../errors.ts';
import { runProgram } from './program-runner.ts';

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
  | 'status'
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

/** Starts a git that stays, in a folder, without a shell and without the user's settings. */
export const startGit = (
  cwd: string,
  verb: Verb,
  args: readonly string[],
  { program = 'git' }: Pick<GitOptions, 'program'> = {},
): ChildProcessWithoutNullStreams => spawn(program, [...SETTINGS, verb, ...args], { cwd, env: ENVIRONMENT, shell: false });

/** Runs git in a folder without a shell, without the user's settings, and with a time limit. */
export function makeGit(cwd: string, { program = 'git', timeout = 30_000 }: GitOptions = {}): Git {
  return async (verb, args, { stdin = '', accept = [0], index, identity, settings = [] } = {}) => {
    const env = {
      ...ENVIRONMENT,
      ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
      ...(identity ? signature(identity) : {}),
      ...asEnvironment(settings),
    };
    const ended = await runProgram({ program, args: [...SETTINGS, verb, ...args], cwd, env, timeout, stdin });
    if ('error' in ended) throw new Unavailable(`git ${verb} could not be started: ${ended.error}`);
    const { signal, stderr } = ended;
    const bytes = Buffer.from(ended.stdout.buffer, ended.stdout.byteOffset, ended.stdout.byteLength);
    const result = { code: ended.code ?? -1, bytes, stdout: bytes.toString(), stderr };
    if (accept.includes(result.code)) return result;
    throw new Unavailable(`git ${verb} ended with ${signal ?? result.code}: ${result.stderr.slice(0, 500)}`);
  };
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
