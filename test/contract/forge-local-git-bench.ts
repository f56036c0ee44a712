import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Tree } from '#registry/content/tree.ts';
import { branchOf } from '#registry/forge/forge.ts';
import { type LocalForge, openLocalGit } from '#registry/forge/git/local-git.ts';
import type { ForgeBench } from './forge-bench.ts';
import { fsck, git, gitBytes, makeRepository } from './forge-git.ts';

export interface LocalBench extends ForgeBench {
  forge: LocalForge;
  dir: string;
}

/** The local forge over the content folder of a repository in use. */
export async function openLocalBench(): Promise<LocalBench> {
  const dir = await makeRepository();
  const open = (known?: () => Tree) => openLocalGit({ dir: join(dir, 'content'), ...(known ? { known } : {}) });
  const forge = await open();
  const decide = (submissionId: string, verdict: 'accept' | 'decline') =>
    forge.decide(submissionId, { verdict, by: 'Rita', reason: '' });

  return {
    dir,
    forge,
    reopen: open,
    async changesOf(submissionId) {
      const range = `main...${branchOf(submissionId)}`;
      const paths = (await git(dir, 'diff', '-z', '--name-only', range)).split('\0').filter(Boolean);
      return new Map(
        await Promise.all(
          paths.map(
            async (path) => [path, await gitBytes(dir, 'cat-file', 'blob', `${branchOf(submissionId)}:${path}`)] as const,
          ),
        ),
      );
    },
    async count(submissionId) {
      const refs = await git(dir, 'for-each-ref', '--format=%(refname)');
      const has = (ref: string) => Number(refs.split('\n').includes(ref));
      return { proposals: has(`refs/proposals/${submissionId}/proposed`), branches: has(`refs/heads/${branchOf(submissionId)}`) };
    },
    messageOf: (commit) => git(dir, 'log', '-1', '--format=%B', commit),
    parentsOf: async (commit) => (await git(dir, 'log', '-1', '--format=%P', commit)).split(' '),
    base: () => git(dir, 'rev-parse', 'main'),
    async commit(branch, path, content, message) {
      const tree = branch === undefined ? dir : join(dir, '..', `${branch.replace('/', '-')}-tree`);
      if (branch !== undefined) {
        const exists = (await git(dir, 'branch', '--list', branch)) !== '';
        await git(dir, 'worktree', 'add', '--quiet', ...(exists ? [tree, branch] : ['-b', branch, tree, 'main']));
      }
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), content);
      await git(tree, 'add', '--all');
      await git(tree, 'commit', '--quiet', `--message=${message}`);
      const tip = await git(tree, 'rev-parse', 'HEAD');
      if (branch !== undefined) await git(dir, 'worktree', 'remove', '--force', tree);
      return tip;
    },
    deleteBranch: async (branch) => void (await git(dir, 'branch', '-D', branch)),
    merge: async (submissionId) => void (await decide(submissionId, 'accept')),
    decline: async (submissionId) => void (await decide(submissionId, 'decline')),
    async close() {
      await forge.close();
      await fsck(dir);
      await rm(dir, { recursive: true });
    },
  };
}
