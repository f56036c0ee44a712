import { safeName } from '../commit-message.ts';
import { Conflict, Rejected } from '../errors.ts';
import type { ProposalState } from '../forge.ts';
import { branchRef, recordRef } from './proposals.ts';
import { type GitRepository, readBaseCommit } from './repository.ts';
import { followBase, prepareWorkingTree, type WorkingTree } from './working-tree.ts';

export interface Decision {
  verdict: 'accept' | 'decline';
  /** The reviewer's name for the history. */
  by: string;
  reason: string;
  /** The tip of the branch that the reviewer has seen: another one is not decided on. */
  seen?: string;
}

export interface Decided {
  state: ProposalState;
  workingTree: WorkingTree;
}

const ATTEMPTS = 5;

/** Carries out a decision on an existing proposal; LocalForge describes it. */
export async function decide(
  repository: GitRepository,
  state: ProposalState,
  decision: Decision,
): Promise<Pick<Decided, 'workingTree'>> {
  const { verdict } = decision;
  const isSettled = state.status === (verdict === 'accept' ? 'merged' : 'closed');
  if (isSettled) return { workingTree: { status: 'untouched' } };
  if (state.status !== 'open') throw new Conflict(`The proposal is ${state.status} already.`);
  if (decision.seen !== undefined && decision.seen !== state.commit)
    throw new Conflict('The proposal has changed since it was looked at.');
  return {
    workingTree: verdict === 'accept' ? await accept(repository, state, decision) : await decline(repository, state, decision),
  };
}

async function decline(repository: GitRepository, state: ProposalState, decision: Decision): Promise<WorkingTree> {
  const commit = await writeDecision(repository, state, decision, `${state.commit}^{tree}`, [state.commit]);
  await update(repository, [
    `verify ${recordRef(state.submissionId, 'accepted')}`,
    `create ${recordRef(state.submissionId, 'declined')} ${commit}`,
  ]);
  return { status: 'untouched' };
}

async function accept(repository: GitRepository, state: ProposalState, decision: Decision): Promise<WorkingTree> {
  const { baseRef } = repository;
  for (let attempt = 0; ; attempt++) {
    const base = await readBaseCommit(repository);
    const tree = await mergeTrees(repository, base, state.commit);
    const merge = await writeDecision(repository, state, decision, tree, [base, state.commit]);
    const prepared = await prepareWorkingTree(repository, base, merge);
    try {
      await update(repository, [
        `verify ${branchRef(state.submissionId)} ${state.commit}`,
        `update ${baseRef} ${merge} ${base}`,
        `verify ${recordRef(state.submissionId, 'declined')}`,
        `create ${recordRef(state.submissionId, 'accepted')} ${merge}`,
      ]);
    } catch (error) {
      // The base branch moved while we merged: merge again with its new tip.
      if (attempt < ATTEMPTS && (await readBaseCommit(repository)) !== base) continue;
      throw error;
    }
    return followBase(repository, prepared);
  }
}

/**
 * The tree of the merge. Throws Conflict with the files that do not merge, or Rejected when the branch changes more than
 * content.
 */
async function mergeTrees(repository: GitRepository, base: string, tip: string): Promise<string> {
  const { git, locate } = repository;
  const { tree, conflicts } = await tryMerge(repository, base, tip);
  if (conflicts.length > 0) throw new Conflict(`The proposal does not merge: ${conflicts.join(', ')} changed since.`);
  const { stdout: changed } = await git('diff-tree', ['-r', '-z', '--no-renames', '--name-only', base, tree]);
  const outside = changed.split('\0').filter((path) => path && !path.startsWith(locate('content/')));
  if (outside.length > 0) throw new Rejected('path', `The branch changes files outside content: ${outside.join(', ')}.`);
  return tree;
}

/** The result of a merge, and the files in conflict. */
export async function tryMerge(
  { git }: GitRepository,
  base: string,
  tip: string,
): Promise<{ tree: string; conflicts: string[] }> {
  const { code, stdout } = await git('merge-tree', ['--write-tree', '--name-only', '--no-messages', '-z', base, tip], {
    accept: [0, 1],
  });
  const [tree = '', ...conflicting] = stdout.split('\0').filter(Boolean);
  return { tree, conflicts: code === 1 ? [...new Set(conflicting)] : [] };
}

async function writeDecision(
  { git, identity }: GitRepository,
  { submissionId }: ProposalState,
  { verdict, by, reason }: Decision,
  tree: string,
  parents: readonly string[],
): Promise<string> {
  const subject = `${verdict === 'accept' ? 'Accept' : 'Decline'} proposal ${submissionId}`;
  // The reason is its own paragraph before the trailers, so it cannot pass for one of them.
  const text = reason
    .toWellFormed()
    .replaceAll(/[^\P{C}\n]/gu, '')
    .trim();
  const trailers = [`Submission-Id: ${submissionId}`, ...(safeName(by) ? [`Decided-by: ${safeName(by)}`] : [])].join('\n');
  const message = [subject, ...(text ? [text] : []), trailers].join('\n\n');
  const args = parents.flatMap((parent) => ['-p', parent]);
  const call = { stdin: `${message}\n`, identity: { ...identity, at: new Date() } };
  return (await git('commit-tree', [...args, tree], call)).stdout.trim();
}

/** The reason that a decision's commit gives; undefined without one. */
export async function readReason({ objects }: GitRepository, submissionId: string): Promise<string | undefined> {
  const found = await objects.read(`${recordRef(submissionId, 'declined')}^{commit}`);
  const message = found?.bytes.toString() ?? '';
  const [, ...paragraphs] = message.slice(message.indexOf('\n\n') + 2).split('\n\n');
  const reason = paragraphs.slice(0, -1).join('\n\n').trim();
  return reason === '' ? undefined : reason;
}

async function update({ git }: GitRepository, commands: readonly string[]): Promise<void> {
  const { code, stderr } = await git('update-ref', ['--stdin'], { stdin: `${commands.join('\n')}\n`, accept: [0, 128] });
  if (code !== 0) throw new Conflict(`The decision could not be recorded: ${stderr.slice(0, 300)}`);
}
