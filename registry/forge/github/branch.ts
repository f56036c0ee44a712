import { commitMessage, isFromSubmission } from '../commit-message.ts';
import { Conflict, Rejected } from '../errors.ts';
import { branchOf, type Proposal } from '../forge.ts';
import { type GitHubRepository, callGitHub, readTip, where } from './client.ts';
import { isRefusal } from './errors.ts';

type TreeEntry = { path: string; mode: '100644'; type: 'blob' } & ({ content: string } | { sha: string });

/** Makes sure that the branch exists and comes from this submission. Concurrent calls end with the first one's branch. */
export async function ensureBranch(github: GitHubRepository, proposal: Proposal, folder: string): Promise<void> {
  const { submissionId } = proposal;
  const tip = (await findTip(github, branchOf(submissionId))) ?? (await createBranch(github, proposal, folder));
  const { message } = await callGitHub('read the branch', () =>
    github.octokit.rest.git.getCommit({ ...where(github), commit_sha: tip }),
  );
  if (isFromSubmission(message, submissionId)) return;
  throw new Rejected('foreign-branch', `The branch ${branchOf(submissionId)} was not made from this submission.`);
}

/** The commit at the tip of a branch, or undefined. */
async function findTip(github: GitHubRepository, branch: string): Promise<string | undefined> {
  return absentAs(undefined, async () => {
    const { data } = await github.octokit.rest.git.getRef({ ...where(github), ref: `heads/${branch}` });
    return data.object.sha;
  });
}

async function createBranch(github: GitHubRepository, proposal: Proposal, folder: string): Promise<string> {
  const { octokit } = github;
  const branch = branchOf(proposal.submissionId);
  const commit = await writeCommit(github, proposal, folder);
  try {
    await octokit.rest.git.createRef({ ...where(github), ref: `refs/heads/${branch}`, sha: commit });
    return commit;
  } catch (error) {
    if (!isRefusal(error, 422, /already exists/)) return callGitHub('create the branch', () => Promise.reject(error));
    const tip = await findTip(github, branch);
    if (tip === undefined) throw new Conflict(`GitHub says both that ${branch} exists and that it does not.`);
    return tip;
  }
}

/** One commit on top of the base commit; no ref names it yet, so a leftover one does no harm. */
async function writeCommit(github: GitHubRepository, proposal: Proposal, folder: string): Promise<string> {
  const { git } = github.octokit.rest;
  const parent = proposal.base ?? (await readTip(github));
  await checkPlace(github, proposal, folder, parent);
  const { tree: baseTree } = await callGitHub('read the base branch', () =>
    git.getCommit({ ...where(github), commit_sha: parent }),
  );
  const tree: TreeEntry[] = [];
  for (const { path, content } of proposal.files)
    tree.push({ path, mode: '100644', type: 'blob', ...(await store(github, content)) });
  const { sha } = await callGitHub('write the tree', () => git.createTree({ ...where(github), base_tree: baseTree.sha, tree }));
  if (sha === baseTree.sha) throw new Rejected('nothing-changed', 'The base branch has exactly these files already.');
  const message = commitMessage(proposal.title, proposal.submissionId, proposal.coAuthor);
  // GitHub signs the commits of an App when author and date are left out.
  const commit = await callGitHub('write the commit', () =>
    git.createCommit({ ...where(github), message, tree: sha, parents: [parent] }),
  );
  return commit.sha;
}

async function store(github: GitHubRepository, content: string | Uint8Array): Promise<{ content: string } | { sha: string }> {
  if (typeof content === 'string') return { content };
  const encoded = Buffer.from(content).toString('base64');
  const { sha } = await callGitHub('write an attachment', () =>
    github.octokit.rest.git.createBlob({ ...where(github), content: encoded, encoding: 'base64' }),
  );
  return { sha };
}

async function checkPlace(github: GitHubRepository, { action }: Proposal, folder: string, ref: string): Promise<void> {
  const entries = await absentAs([], async () => {
    const { data } = await github.octokit.rest.repos.getContent({ ...where(github), path: folder, ref });
    return Array.isArray(data) ? data : [data];
  });
  if (action === 'create' && entries.length > 0) throw new Rejected('taken', 'The registry has a record of this id already.');
  if (action === 'improve' && !entries.some(({ name }) => name === 'index.md'))
    throw new Rejected('missing', 'The registry has no record of this id to improve.');
}

/** The result of a request, or a default when GitHub answers 404. */
export async function absentAs<Value, Absent>(absent: Absent, ask: () => Promise<Value>): Promise<Value | Absent> {
  try {
    return await ask();
  } catch (error) {
    if (isRefusal(error, 404)) return absent;
    return callGitHub('look for what is there', () => Promise.reject(error));
  }
}
