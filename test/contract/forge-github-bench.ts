import { Octokit } from '@octokit/rest';
import { branchOf, type Forge } from '#registry/forge/forge.ts';
import type { GitHubOptions } from '#registry/forge/github/client.ts';
import { openGitHub } from '#registry/forge/github/github.ts';
import type { ForgeBench } from './forge-bench.ts';

export interface GitHubBench extends ForgeBench {
  octokit: Octokit;
}

/** The GitHub forge over a repository whose base branch holds the fixture. People's work is done through the same API. */
export function makeGitHubBench(
  options: GitHubOptions & { auth: { token: string } },
  forge: Forge = openGitHub(options),
): GitHubBench {
  const { owner, repo, base = 'main', baseUrl, auth } = options;
  const quiet = () => {};
  const octokit = new Octokit({
    auth: auth.token,
    ...(baseUrl ? { baseUrl } : {}),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const { git, pulls } = octokit.rest;
  const where = { owner, repo };
  const tipOf = async (branch: string) => (await git.getRef({ ...where, ref: `heads/${branch}` })).data.object.sha;
  const pullsOf = async (submissionId: string) =>
    (await pulls.list({ ...where, state: 'all', head: `${owner}:${branchOf(submissionId)}` })).data;
  const isThere = (branch: string) =>
    tipOf(branch).then(
      () => true,
      () => false,
    );

  return {
    forge,
    octokit,
    reopen: async (known) => openGitHub({ ...options, ...(known ? { known } : {}) }),
    async changesOf(submissionId) {
      const [pull] = await pullsOf(submissionId);
      const { data: files } = await pulls.listFiles({ ...where, pull_number: pull!.number, per_page: 100 });
      const read = async (sha: string) => Buffer.from((await git.getBlob({ ...where, file_sha: sha })).data.content, 'base64');
      return new Map(await Promise.all(files.map(async ({ filename, sha }) => [filename, await read(sha!)] as const)));
    },
    async count(submissionId) {
      return { proposals: (await pullsOf(submissionId)).length, branches: Number(await isThere(branchOf(submissionId))) };
    },
    messageOf: async (commit_sha) => (await git.getCommit({ ...where, commit_sha })).data.message,
    parentsOf: async (commit_sha) => (await git.getCommit({ ...where, commit_sha })).data.parents.map(({ sha }) => sha),
    base: () => tipOf(base),
    async commit(branch, path, content, message) {
      const exists = branch === undefined || (await isThere(branch));
      const parent = await tipOf(exists ? (branch ?? base) : base);
      const { data: commit } = await git.getCommit({ ...where, commit_sha: parent });
      const file = { path, content, mode: '100644' as const, type: 'blob' as const };
      const { data: tree } = await git.createTree({ ...where, base_tree: commit.tree.sha, tree: [file] });
      const { data: made } = await git.createCommit({ ...where, message, tree: tree.sha, parents: [parent] });
      if (exists) await git.updateRef({ ...where, ref: `heads/${branch ?? base}`, sha: made.sha });
      else await git.createRef({ ...where, ref: `refs/heads/${branch}`, sha: made.sha });
      return made.sha;
    },
    deleteBranch: async (branch) => void (await git.deleteRef({ ...where, ref: `heads/${branch}` })),
    async merge(submissionId) {
      const [pull] = await pullsOf(submissionId);
      await pulls.merge({ ...where, pull_number: pull!.number, sha: pull!.head.sha });
    },
    async decline(submissionId) {
      const [pull] = await pullsOf(submissionId);
      await pulls.update({ ...where, pull_number: pull!.number, state: 'closed' });
    },
    close: () => forge.close(),
  };
}
