import { isFromSubmission } from '../commit-message.ts';
import { Conflict } from '../errors.ts';
import { branchOf, type Proposal, type ProposalState } from '../forge.ts';
import { type GitRepository, readRef } from './repository.ts';

/** The text for reviewers, stored beside the branch because git has no pull requests. */
export interface ProposalNote {
  title: string;
  body: string;
  action: Proposal['action'];
  labels: readonly string[];
  reviewers: readonly string[];
}

/** A proposal as read from its refs. */
export interface ProposalRefs {
  submissionId: string;
  /** Tip of the branch, if it still exists. */
  tip?: string;
  /** The commit that we made; if present, the proposal is complete. */
  proposed?: string;
  /** The blob with the ProposalNote. */
  note?: string;
  accepted?: string;
  declined?: string;
  dates: Map<string, Date>;
}

const BRANCHES = 'refs/heads/proposals/';
const RECORDS = 'refs/proposals/';
const FORMAT = '%(refname)%00%(objectname)%00%(creatordate:unix)';

export const branchRef = (submissionId: string) => `refs/heads/${branchOf(submissionId)}`;
export const recordRef = (submissionId: string, name: 'proposed' | 'note' | 'accepted' | 'declined') =>
  `${RECORDS}${submissionId}/${name}`;

/** The refs of one proposal or of all, by submission id. */
export async function readProposals({ git }: GitRepository, submissionId?: string): Promise<Map<string, ProposalRefs>> {
  const patterns = submissionId === undefined ? [BRANCHES, RECORDS] : [branchRef(submissionId), `${RECORDS}${submissionId}/`];
  const { stdout } = await git('for-each-ref', [`--format=${FORMAT}`, ...patterns]);
  const proposals = new Map<string, ProposalRefs>();
  for (const line of stdout.split('\n').filter(Boolean)) {
    const [ref, object, seconds] = line.split('\0') as [string, string, string];
    const [id, name = 'tip', ...rest] = ref.slice((ref.startsWith(BRANCHES) ? BRANCHES : RECORDS).length).split('/') as [
      string,
      string?,
    ];
    if (rest.length > 0 || (name === 'tip') !== ref.startsWith(BRANCHES)) continue;
    const refs = proposals.get(id) ?? { submissionId: id, dates: new Map() };
    proposals.set(id, Object.assign(refs, { [name]: object }));
    if (seconds) refs.dates.set(name, new Date(Number(seconds) * 1000));
  }
  return proposals;
}

/** The proposals whose own commit is in the base branch, however it was merged. */
export async function findMerged({ git, baseRef }: GitRepository, submissionId = '*'): Promise<Set<string>> {
  const { stdout } = await git('for-each-ref', [
    `--merged=${baseRef}`,
    '--format=%(refname)',
    `${RECORDS}${submissionId}/proposed`,
  ]);
  return new Set(stdout.split('\n').flatMap((ref) => ref.split('/')[2] ?? []));
}

/** The state of a complete proposal: a branch that was deleted without a merge was declined. */
export function proposalState(refs: ProposalRefs & { proposed: string }, isMerged: boolean): ProposalState {
  const { submissionId, tip, proposed, accepted, declined, dates } = refs;
  const updatedAt = dates.get('accepted') ?? dates.get('declined') ?? dates.get('tip') ?? dates.get('proposed');
  return {
    submissionId,
    branch: branchOf(submissionId),
    commit: tip ?? proposed,
    status: isMerged ? 'merged' : declined || !tip ? 'closed' : 'open',
    ...(isMerged && accepted ? { mergedCommit: accepted } : {}),
    ...(updatedAt ? { updatedAt } : {}),
  };
}

/**
 * The commit in which a person's `git merge` brought a commit into the base branch: the merge, or the commit itself after a
 * fast-forward.
 */
export async function findMergeCommit({ git, baseRef }: GitRepository, commit: string): Promise<string> {
  const { stdout } = await git('rev-list', [
    '--first-parent',
    '--ancestry-path',
    '--reverse',
    '--parents',
    `${commit}..${baseRef}`,
  ]);
  const [first = commit, ...parents] = (stdout.split('\n')[0] ?? '').split(' ').filter(Boolean);
  return parents.length > 1 && parents[0] !== commit ? first : commit;
}

/** Whether the commit message at the tip of a branch names the submission. */
export async function isOurs({ git }: GitRepository, commit: string, submissionId: string): Promise<boolean> {
  const { stdout } = await git('cat-file', ['commit', commit]);
  return isFromSubmission(stdout.slice(stdout.indexOf('\n\n') + 2), submissionId);
}

/**
 * Creates the branch and records the proposal; false when the branch exists already, or another process is creating it. Each ref
 * has a transaction of its own, in this order: the branch decides between concurrent calls, and the others are bookkeeping that a
 * later call can complete, with `proposed` as the last.
 */
export async function createProposal(
  { git }: GitRepository,
  submissionId: string,
  { commit, note }: Record<'commit' | 'note', string>,
): Promise<boolean> {
  const creations = [
    `${branchRef(submissionId)} ${commit}`,
    `${recordRef(submissionId, 'note')} ${note}`,
    `${recordRef(submissionId, 'proposed')} ${commit}`,
  ];
  const { code } = await git('update-ref', ['--stdin'], {
    stdin: creations.map((creation) => `start\ncreate ${creation}\ncommit\n`).join(''),
    accept: [0, 128],
  });
  return code === 0;
}

export const noteOf = ({ title, body, action, labels, reviewers }: Proposal): ProposalNote => ({
  title,
  body,
  action,
  labels,
  reviewers,
});

/** Records a proposal whose branch exists. Idempotent. */
export async function recordProposal(repository: GitRepository, commit: string, proposal: Proposal): Promise<void> {
  const { git } = repository;
  const { submissionId } = proposal;
  const blob = (await git('hash-object', ['-w', '--stdin'], { stdin: JSON.stringify(noteOf(proposal)) })).stdout.trim();
  for (const [name, object] of [
    ['note', blob],
    ['proposed', commit],
  ] as const) {
    const stdin = `create ${recordRef(submissionId, name)} ${object}\n`;
    await git('update-ref', ['--stdin'], { stdin, accept: [0, 128] });
  }
  const recorded = await readRef(git, recordRef(submissionId, 'proposed'));
  if (recorded === undefined) throw new Conflict(`The refs of proposal ${submissionId} are locked.`);
}
