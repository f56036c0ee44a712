import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '#registry/forge/git/program-runner.ts';
import { PATIENCE_MS } from '../patience.ts';

const FIXTURE = fileURLToPath(new URL('../fixtures/forge/repository', import.meta.url));

/** The identity of people in the tests; the forge must work without it. */
const SOMEBODY = {
  GIT_AUTHOR_NAME: 'Somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.org',
  GIT_COMMITTER_NAME: 'Somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.org',
};

/** Git as used at a command line, without this machine's settings. Returns standard output. */
export async function git(dir: string, ...args: string[]): Promise<string> {
  return (await gitBytes(dir, ...args)).toString().trimEnd();
}

export async function gitBytes(dir: string, ...args: string[]): Promise<Buffer> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    ...SOMEBODY,
  };
  const call = ['-c', 'core.quotePath=false', ...args];
  const ended = await runProgram({ program: 'git', args: call, cwd: dir, env, timeout: PATIENCE_MS, stdin: '' });
  if ('error' in ended || ended.code !== 0) throw new Error(`git ${args.join(' ')}: ${JSON.stringify(ended)}`);
  return Buffer.from(ended.stdout);
}

/** A repository in a temporary folder with the fixture's files on main, checked out. */
export async function makeRepository(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'forge-test-'));
  await cp(FIXTURE, dir, { recursive: true });
  await git(dir, 'init', '--quiet', '--initial-branch=main');
  await git(dir, 'add', '--all');
  await git(dir, 'commit', '--quiet', '--message=Begin');
  return dir;
}

/** Errors that git finds in a repository; empty when it is sound. */
export const fsck = (dir: string) => git(dir, 'fsck', '--full', '--strict', '--no-dangling', '--no-progress');
