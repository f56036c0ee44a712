import { Octokit } from '@octokit/rest';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { describeForge } from './forge.ts';
import type { ForgeBench } from './forge-bench.ts';
import { makeGitHubBench } from './forge-github-bench.ts';

/**
 * The suite against GitHub itself, in a repository kept for it: the only proof that we understand GitHub correctly. It works on
 * its own branch from the default one, and cleans up.
 */
const { FORGE_TEST_GITHUB_TOKEN: token, FORGE_TEST_GITHUB_REPO: name } = process.env;
const FIXTURE = fileURLToPath(new URL('../fixtures/forge/repository', import.meta.url));

if (token && name) {
  describeForge(`GitHub, live in ${name}`, () => open(token, name));
} else {
  describe('the forge GitHub, live', () => {
    test.skip('skipped: FORGE_TEST_GITHUB_TOKEN and FORGE_TEST_GITHUB_REPO (owner/name) are not set', () => {});
  });
}

async function open(secret: string, fullName: string): Promise<ForgeBench> {
  const [owner, repo] = fullName.split('/') as [string, string];
  const base = `forge-test-${Date.now().toString(36)}`;
  const octokit = new Octokit({ auth: secret });
  const { git, pulls, repos } = octokit.rest;
  const where = { owner, repo };
  const main = (await repos.get(where)).data.default_branch;
  const parent = (await git.getRef({ ...where, ref: `heads/${main}` })).data.object.sha;
  const tree = (await git.createTree({ ...where, tree: await readFixture() })).data.sha;
  const commit = (await git.createCommit({ ...where, message: 'Begin', tree, parents: [parent] })).data.sha;
  await git.createRef({ ...where, ref: `refs/heads/${base}`, sha: commit });
  const bench = makeGitHubBench({ owner, repo, base, auth: { token: secret } });
  return {
    ...bench,
    async close() {
      await bench.close();
      for (const pull of await octokit.paginate(pulls.list, { ...where, base, state: 'all' })) {
        if (pull.state === 'open') await pulls.update({ ...where, pull_number: pull.number, state: 'closed' });
        await git.deleteRef({ ...where, ref: `heads/${pull.head.ref}` }).catch(() => {});
      }
      await git.deleteRef({ ...where, ref: `heads/${base}` });
    },
  };
}

async function readFixture() {
  const entries = await readdir(FIXTURE, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({
      path: file.slice(FIXTURE.length + 1),
      mode: '100644' as const,
      type: 'blob' as const,
      content: await readFile(file, 'utf8'),
    })),
  );
}
