import { findOwners } from '../code-owners.ts';
import type { Proposal } from '../forge.ts';
import { absentAs } from './branch.ts';
import { type GitHubRepository, callGitHub, where } from './client.ts';
import { isRefusal } from './errors.ts';

/** The fields of a pull request in GitHub's lists. */
export interface ReviewedPull {
  number: number;
  user: { login: string } | null;
  labels: readonly { name?: string }[];
  requested_reviewers?: readonly { login: string }[] | null;
  requested_teams?: readonly { slug: string }[] | null;
}

const CODE_OWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Adds missing labels to a pull request, and creates labels that the repository lacks. */
export async function ensureLabels(github: GitHubRepository, pull: ReviewedPull, labels: readonly string[]): Promise<void> {
  const missing = labels.filter((label) => !pull.labels.some(({ name }) => name === label));
  for (const name of missing) await ensureLabel(github, name);
  if (missing.length === 0) return;
  await callGitHub('label the pull request', () =>
    github.octokit.rest.issues.addLabels({ ...where(github), issue_number: pull.number, labels: missing }),
  );
}

async function ensureLabel(github: GitHubRepository, name: string): Promise<void> {
  const { issues } = github.octokit.rest;
  if (await absentAs(undefined, () => issues.getLabel({ ...where(github), name }))) return;
  try {
    await issues.createLabel({ ...where(github), name, color: 'c5def5', description: '' });
  } catch (error) {
    if (!isRefusal(error, 422, /already_exists/)) await callGitHub('create a label', () => Promise.reject(error));
  }
}

/**
 * Requests reviews from the owners of the paths and from reviewers named by the proposal. Unknown reviewers are only logged: a
 * proposal must not fail because someone left.
 */
export async function ensureReviewers(github: GitHubRepository, pull: ReviewedPull, proposal: Proposal): Promise<void> {
  const owners = findOwners(
    await readCodeOwners(github),
    proposal.files.map(({ path }) => path),
  );
  const asked = [
    ...(pull.requested_reviewers ?? []).map(({ login }) => login),
    ...(pull.requested_teams ?? []).map(({ slug }) => `${github.owner}/${slug}`),
  ];
  const settled = new Set([...asked, pull.user?.login ?? ''].map((name) => name.toLowerCase()));
  const wanted = [...new Set([...proposal.reviewers, ...owners])].filter((name) => !settled.has(name.toLowerCase()));
  if (wanted.length === 0 || (await request(github, pull, wanted))) return;
  // GitHub refuses the whole request for one unknown name.
  for (const name of wanted)
    if (wanted.length === 1 || !(await request(github, pull, [name])))
      github.warn(`GitHub does not let ${name} be asked to review #${pull.number}.`);
}

async function request(github: GitHubRepository, { number }: ReviewedPull, names: readonly string[]): Promise<boolean> {
  const prefix = `${github.owner}/`.toLowerCase();
  const team_reviewers = names.filter((name) => name.toLowerCase().startsWith(prefix)).map((name) => name.slice(prefix.length));
  const reviewers = names.filter((name) => !name.includes('/'));
  if (team_reviewers.length + reviewers.length < names.length) return false;
  try {
    await github.octokit.rest.pulls.requestReviewers({ ...where(github), pull_number: number, reviewers, team_reviewers });
    return true;
  } catch (error) {
    if (isRefusal(error, 422)) return false;
    return callGitHub('ask for a review', () => Promise.reject(error));
  }
}

async function readCodeOwners(github: GitHubRepository): Promise<string> {
  for (const path of CODE_OWNERS) {
    const file = await absentAs(undefined, () =>
      github.octokit.rest.repos.getContent({ ...where(github), path, ref: github.base }),
    );
    if (file && 'content' in file.data) return Buffer.from(file.data.content, 'base64').toString();
  }
  return '';
}
