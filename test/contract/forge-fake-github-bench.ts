import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitHubOptions } from '#registry/forge/github/client.ts';
import { type FakeGitHub, type FakeGitHubOptions, startFakeGitHub } from '../fake-github/server.ts';
import { fsck, git, makeRepository } from './forge-git.ts';
import { type GitHubBench, makeGitHubBench } from './forge-github-bench.ts';

export const TOKEN = 'a-token-that-may-write';

export interface FakeGitHubBench extends GitHubBench {
  fake: FakeGitHub;
  /** The same forge with other options. */
  options: GitHubOptions & { auth: { token: string } };
}

/** The GitHub forge over the fake GitHub. */
export async function openFakeGitHubBench(
  given: Partial<FakeGitHubOptions> = {},
  more: Partial<GitHubOptions> = {},
): Promise<FakeGitHubBench> {
  const dir = await mkdtemp(join(tmpdir(), 'fake-github-test-'));
  const seed = await makeRepository();
  await git(seed, 'clone', '--quiet', '--bare', '.', join(dir, 'repository.git'));
  await rm(seed, { recursive: true });
  const fake = await startFakeGitHub({
    dir,
    tokens: { [TOKEN]: 'write', 'may-read': 'read' },
    collaborators: ['ana', 'bruno'],
    teams: ['editors', 'chile'],
    ...given,
  });
  const { owner, repo, url } = fake;
  const options = { owner, repo, baseUrl: url, auth: { token: TOKEN }, spaced: false, ...more } as FakeGitHubBench['options'];
  const bench = makeGitHubBench(options);
  return {
    ...bench,
    fake,
    options,
    async close() {
      await bench.close();
      await fake.close();
      // A mistake of ours or of the fake GitHub.
      if (fake.violations.length > 0) throw new Error(`Against GitHub's own description: ${fake.violations.join('; ')}`);
      await fsck(join(dir, 'repository.git'));
      await rm(dir, { recursive: true });
    },
  };
}
