import { Conflict } from '../errors.ts';
import { branchOf, type Forge, isSubmissionId, type Proposal, type ProposalState, submissionOfBranch } from '../forge.ts';
import { checkProposal } from '../proposal-check.ts';
import { makeGitHubBaseReader } from './base-content.ts';
import { ensureBranch } from './branch.ts';
import { connectToGitHub, type GitHubOptions, type GitHubRepository, callGitHub, readTip, where } from './client.ts';
import { isRefusal } from './errors.ts';
import { ensureLabels, ensureReviewers, type ReviewedPull } from './review.ts';

interface Pull extends ReviewedPull {
  html_url: string;
  state: string;
  merged_at?: string | null;
  merge_commit_sha?: string | null;
  updated_at: string;
  head: { ref: string; sha: string; repo: { full_name: string } | null };
}

/**
 * Proposals as pull requests of a GitHub repository. Every step checks before it creates, so that an interrupted call can be
 * repeated. Never merges: that is for people, under GitHub's rules.
 */
export function openGitHub(options: GitHubOptions): Forge {
  const github = connectToGitHub(options);
  return {
    kind: 'github',
    readBase: makeGitHubBaseReader(github, options.known),
    readTip: () => readTip(github),

    async propose(proposal) {
      const folder = checkProposal(proposal);
      let pull = await findPull(github, proposal.submissionId);
      if (!pull) {
        await ensureBranch(github, proposal, folder);
        pull = await createPull(github, proposal);
      }
      if (pull.state === 'open') {
        await ensureLabels(github, pull, proposal.labels);
        await ensureReviewers(github, pull, proposal);
      }
      return stateOf(pull);
    },

    async read(submissionId) {
      const pull = isSubmissionId(submissionId) ? await findPull(github, submissionId) : undefined;
      return pull && stateOf(pull);
    },

    async list({ status } = {}) {
      const pulls = await listPulls(github, { state: status === undefined ? 'all' : status === 'open' ? 'open' : 'closed' });
      const byBranch = Map.groupBy(
        pulls.filter((pull) => isOurs(github, pull)),
        ({ head }) => head.ref,
      );
      const states = [...byBranch.values()].map((same) => stateOf(choose(same)!));
      return status === undefined ? states : states.filter((state) => state.status === status);
    },

    close: async () => {},
  };
}

async function findPull(github: GitHubRepository, submissionId: string): Promise<Pull | undefined> {
  const pulls = await listPulls(github, { state: 'all', head: `${github.owner}:${branchOf(submissionId)}` });
  return choose(pulls.filter((pull) => isOurs(github, pull) && pull.head.ref === branchOf(submissionId)));
}

async function listPulls(github: GitHubRepository, query: { state: 'open' | 'closed' | 'all'; head?: string }): Promise<Pull[]> {
  const { octokit } = github;
  return callGitHub('list the pull requests', async () => ({
    data: await octokit.paginate(octokit.rest.pulls.list, { ...where(github), ...query, per_page: 100 }),
  }));
}

async function createPull(github: GitHubRepository, { submissionId, title, body }: Proposal): Promise<Pull> {
  const head = branchOf(submissionId);
  try {
    const { data } = await github.octokit.rest.pulls.create({ ...where(github), title, body, head, base: github.base });
    return data;
  } catch (error) {
    if (!isRefusal(error, 422, /already exists/)) return callGitHub('open the pull request', () => Promise.reject(error));
    const pull = await findPull(github, submissionId);
    if (!pull) throw new Conflict(`GitHub says that ${head} has a pull request, and does not list it yet.`);
    return pull;
  }
}

/** Anybody may open a pull request from a fork whose branch has the name of one of ours. */
const isOurs = ({ owner, repo }: GitHubRepository, { head }: Pull) =>
  head.repo?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase() && submissionOfBranch(head.ref) !== undefined;

/** The relevant one of several pull requests for a branch: merged before open before the last closed. */
const choose = (pulls: readonly Pull[]) =>
  pulls.find((pull) => pull.merged_at) ??
  pulls.find((pull) => pull.state === 'open') ??
  pulls.toSorted((a, b) => b.number - a.number)[0];

function stateOf({ head, number, html_url, state, merged_at, merge_commit_sha, updated_at }: Pull): ProposalState {
  return {
    submissionId: submissionOfBranch(head.ref)!,
    branch: head.ref,
    commit: head.sha,
    status: merged_at ? 'merged' : state === 'open' ? 'open' : 'closed',
    number,
    url: html_url,
    ...(merged_at && merge_commit_sha ? { mergedCommit: merge_commit_sha } : {}),
    updatedAt: new Date(updated_at),
  };
}
