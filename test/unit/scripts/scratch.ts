import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Tree } from '#registry/content/tree.ts';
import { writeTree } from '../../fixtures/fixture-tree.ts';
import { runCommand } from '../../../scripts/run.ts';

/** Puts a tree on disk for one test and gives its folder, which the test ends by deleting. */
export async function onDisk(tree: Tree): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeTree(tree, join(folder, 'content'));
  return folder;
}

/** Runs a command in a folder as a shell would, and gives its exit code and what it wrote. */
export async function run(cwd: string, args: string[], env: Record<string, string> = {}) {
  const written = { stdout: '', stderr: '' };
  const code = await runCommand(args, {
    stdout: (text) => void (written.stdout += text),
    stderr: (text) => void (written.stderr += text),
    env: { LANG: 'en_GB.UTF-8', ...env },
    cwd,
  });
  return { code, ...written };
}
