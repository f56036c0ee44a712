import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../content/make-folder.ts';
import type { Files } from '../snapshot.ts';

/** Files of a snapshot that lie in a folder; none when there is no such folder. */
export async function readFolder(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length).replaceAll('\\', '/'))
    .toSorted();
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)));
}

/** Makes a folder hold these files and no others: what was erased is there no more. */
export async function writeFolder(root: string, files: Files): Promise<void> {
  const there = await readFolder(root);
  for (const path of there.keys()) if (!files.has(path)) await rm(join(root, path));
  for (const [path, text] of files) {
    if (there.get(path) === text) continue;
    const target = join(root, path);
    makeFolder(dirname(target));
    await writeFile(`${target}.new`, text);
    await rename(`${target}.new`, target);
  }
}
