import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mapInTurns } from './in-turns.ts';
import { treeFileOf, MAX_FILE_BYTES, type Tree, type TreeFile } from './tree.ts';

/** Files open at a time: enough to keep a disk busy, and far below the limit of a process. */
const AT_ONCE = 32;

/** Reads all files below `root`. Large files, links and bytes that are not UTF-8 are listed without their text. */
export async function readTree(root: string): Promise<Tree> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length).replaceAll('\\', '/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort();
  return new Map(await mapInTurns(paths, AT_ONCE, async (path) => [path, await readOne(join(root, path))] as const));
}

async function readOne(path: string): Promise<TreeFile> {
  const stat = await lstat(path);
  if (!stat.isFile()) return { refused: 'not-a-file' };
  if (stat.size > MAX_FILE_BYTES) return { refused: 'too-large', size: stat.size };
  return treeFileOf(await readFile(path));
}
