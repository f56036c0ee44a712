import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitHubOptions } from '#registry/forge/github/client.ts';
import { type StandIn, type StandInOptions, startStandIn } from '../github-stand-in/server.ts';
import { fsck, git, makeRepository } from './forge-git.ts';
import { type GitHubBench, makeGitHubBench } from './forge-github-bench.ts';

export const TOKEN = 'a-token-that-may-write';

export interface StandInBench extends GitHubBench {
  standIn: StandIn;
  /** The same forge with other options. */
  options: GitHubOptions & { auth: { token: string } };
}

/** The forge GitHub over our stand-in of it. */
export async function openStandInBench(
  given: Partial<StandInOptions> = {},
  more: Partial<GitHubOptions> = {},
): Promise<StandInBench> {
  const dir = await mkdtemp(join(tmpdir(), 'stand-in-test-'));
  const seed = await makeRepository();
  await git(seed, 'clone', '--quiet', '--bare', '.', join(dir, 'repository.git'));
  await rm(seed, { recursive: true });
  const standIn = await startStandIn({
    dir,
    tokens: { [TOKEN]: 'write', 'may-read': 'read' },
    collaborators: ['ana', 'bruno'],
    teams: ['editors', 'chile'],
    ...given,
  });
  const { owner, repo, url } = standIn;
  const options = { owner, repo, baseUrl: url, auth: { token: TOKEN }, spaced: false, ...more } as StandInBench['options'];
  const bench = makeGitHubBench(options);
  return {
    ...bench,
    standIn,
    options,
    async close() {
      await bench.close();
      await standIn.close();
      // A mistake of ours or of the stand-in.
      if (standIn.violations.length > 0) throw new Error(`Against GitHub's own description: ${standIn.violations.join('; ')}`);
      await fsck(join(dir, 'repository.git'));
      await rm(dir, { recursive: true });
    },
  };
}
