import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Tree } from '#registry/content/tree.ts';
import { runCommand } from '../../../scripts/run.ts';

/** Writes a tree to a temporary folder, which is deleted after the test. */
export async function onDisk(tree: Tree): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [file, content] of tree) {
    const path = join(folder, 'content', file);
    await mkdir(dirname(path), { recursive: true });
    if ('text' in content) await writeFile(path, content.text);
  }
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
