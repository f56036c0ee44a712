import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Tree } from '#registry/content/tree.ts';
import { writeTree } from '../../fixtures/fixture-tree.ts';
import { runCommand } from '../../../scripts/run.ts';

/** Writes a tree to a temporary folder, which is deleted after the test. */
export async function onDisk(tree: Tree): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeTree(tree, join(folder, 'content'));
  return folder;
}

/** Runs a command in a folder like a shell; returns its exit code and output. */
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
