import { setTimeout as sleep } from 'node:timers/promises';
import { Conflict, ForgeError } from '../errors.ts';
import type { GitCall, GitResult } from './git.ts';
import type { GitRepository } from './repository.ts';

/** The result for the files in the working tree. */
export type WorkingTree =
  | { status: 'updated' }
  /** Nothing is checked out here, or nothing had to change. */
  | { status: 'untouched' }
  /** The base branch has moved and the files have not; `run` is the command that updates them. */
  | { status: 'behind'; run: string };

interface Step {
  from: string;
  to: string;
  follows: boolean;
}

/**
 * Checks, before the base branch moves from one commit to another, whether the working tree can follow. Throws Conflict when
 * the branch is checked out and uncommitted changes are in the way: moving it would make these look like a revert.
 */
export async function prepareWorkingTree(repository: GitRepository, from: string, to: string): Promise<Step> {
  const { git, root } = repository;
  const follows = root !== undefined && (await hasBaseCheckedOut(repository));
  if (follows) {
    const settings = await withoutFilters(repository);
    await inTurn(() => git('update-index', ['-q', '--refresh'], { settings, accept: [0, 1, 128] }));
    const { code, stderr } = await inTurn(() =>
      git('read-tree', ['-m', '-u', '--dry-run', from, to], { settings, accept: [0, 128] }),
    );
    if (code !== 0)
      throw new Conflict(`Commit or put away (git stash -u) the changes in the working tree first. ${stderr.slice(0, 500)}`);
  }
  return { from, to, follows };
}

/** Updates the working tree after the branch has moved. Writes only files that differ between the two commits. */
export async function followBase(repository: GitRepository, { from, to, follows }: Step): Promise<WorkingTree> {
  const { git, root, baseRef } = repository;
  const branch = baseRef.replace('refs/heads/', '');
  if (root === undefined) return { status: 'untouched' };
  if (!follows) return { status: 'behind', run: `git switch ${branch}` };
  try {
    const settings = await withoutFilters(repository);
    const { code } = await inTurn(() => git('read-tree', ['-m', '-u', from, to], { settings, accept: [0, 128] }));
    if (code === 0) return { status: 'updated' };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
  }
  return { status: 'behind', run: `git read-tree -m -u ${from} ${to}` };
}

async function hasBaseCheckedOut({ git, baseRef }: GitRepository): Promise<boolean> {
  const { stdout } = await git('symbolic-ref', ['--quiet', 'HEAD'], { accept: [0, 1] });
  return stdout.trim() === baseRef;
}

/** Milliseconds between attempts while another git holds the index, and the number of attempts. */
const [PAUSE_MS, PAUSES] = [100, 20];

/** Retries while another git holds the lock of the index. */
async function inTurn(work: () => Promise<GitResult>): Promise<GitResult> {
  for (let pause = 0; ; pause++) {
    const result = await work();
    if (result.code !== 128 || !result.stderr.includes('index.lock')) return result;
    if (pause === PAUSES)
      throw new Conflict(
        'Another git is at work in this folder: somebody else is deciding, or committing. Try again in a moment; if nobody is, a git that was killed left .git/index.lock behind.',
      );
    await sleep(PAUSE_MS);
  }
}

/** Settings that disable filters of the repository's own configuration: files are written as they are. */
export async function withoutFilters({ git }: Pick<GitRepository, 'git'>): Promise<NonNullable<GitCall['settings']>> {
  const { stdout } = await git(
    'config',
    ['-z', '--name-only', '--get-regexp', String.raw`^filter\..*\.(clean|smudge|process|required)$`],
    {
      accept: [0, 1],
    },
  );
  const names = new Set(stdout.split('\0').filter(Boolean));
  return [...names].map((name) => [name, name.endsWith('.required') ? 'false' : ''] as const);
}
