import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeGit } from '../../forge/git/git.ts';
import { readRef } from '../../forge/git/repository.ts';
import type { Files } from '../snapshot.ts';
import { writeFolder } from './folder.ts';

const IDENTITY = { name: 'Lo que funciona', email: 'registry@users.noreply.invalid' };

/** The files of a branch; none when there is no such branch. */
export async function readBranch(repository: string, branch: string): Promise<Map<string, string>> {
  const git = makeGit(repository);
  const commit = await readRef(git, `refs/heads/${branch}`);
  if (commit === undefined) return new Map();
  const listed = (await git('ls-tree', ['-r', '-z', '--full-tree', commit])).stdout.split('\0').filter(Boolean);
  const entries = listed.map((line) => {
    const [, blob = '', path = ''] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return [path, blob] as const;
  });
  const { bytes } = await git('cat-file', ['--batch'], { stdin: entries.map(([, blob]) => `${blob}\n`).join('') });
  const files = new Map<string, string>();
  let at = 0;
  for (const [path] of entries) {
    const end = bytes.indexOf(0x0a, at);
    const size = Number(bytes.subarray(at, end).toString().split(' ')[2]);
    files.set(path, bytes.subarray(end + 1, end + 1 + size).toString('utf8'));
    at = end + 1 + size + 1;
  }
  return files;
}

/**
 * Has a branch be one commit, without a commit before it, that holds these files: what was erased is in no history. Nothing else of
 * the repository changes.
 */
export async function writeBranch(repository: string, branch: string, files: Files, at: Date): Promise<void> {
  const git = makeGit(repository);
  const folder = await mkdtemp(join(tmpdir(), 'imported-'));
  const index = `${folder}.index`;
  try {
    await writeFolder(folder, files);
    const paths = [...files.keys()];
    const stdin = paths.map((path) => `${join(folder, path)}\n`).join('');
    const blobs = (await git('hash-object', ['-w', '--no-filters', '--stdin-paths'], { stdin })).stdout.split('\n');
    await git('read-tree', ['--empty'], { index });
    const lines = paths.map((path, number) => `100644 ${blobs[number]!}\t${path}\0`).join('');
    await git('update-index', ['-z', '--index-info'], { stdin: lines, index });
    const tree = (await git('write-tree', [], { index })).stdout.trim();
    const message = 'What is held of other registries\n';
    const commit = (await git('commit-tree', [tree], { stdin: message, identity: { ...IDENTITY, at } })).stdout.trim();
    await git('update-ref', [`refs/heads/${branch}`, commit]);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(index, { force: true });
  }
}
