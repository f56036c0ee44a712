import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { treeFiles, readBlobs } from '../../forge/git/base-content.ts';
import { makeGit } from '../../forge/git/git.ts';
import { IDENTITY, readRef } from '../../forge/git/repository.ts';
import type { Files } from '../snapshot.ts';
import { writeFolder } from './folder.ts';

/** The files of a branch; none when there is no such branch. */
export async function readBranch(repository: string, branch: string): Promise<Map<string, string>> {
  const git = makeGit(repository);
  const commit = await readRef(git, `refs/heads/${branch}`);
  if (commit === undefined) return new Map();
  const listed = await treeFiles({ git }, commit);
  const texts = new Map<string, string>();
  const keep = (blob: string, bytes: Uint8Array) => void texts.set(blob, Buffer.from(bytes).toString('utf8'));
  const blobs = [...new Set(listed.map(({ blob }) => blob))];
  if (blobs.length > 0) await readBlobs({ git }, blobs, keep);
  return new Map(listed.map(({ path, blob }) => [path, texts.get(blob)!]));
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
