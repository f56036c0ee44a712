import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mapInTurns } from './in-turns.ts';
import { layOver } from './layers.ts';
import { treeFileOf, MAX_FILE_BYTES, type Tree, type TreeFile } from './tree.ts';

/** Files open at a time: enough to keep a disk busy, and far below the limit of a process. */
const AT_ONCE = 32;

/**
 * Reads all files below `root`, over the words of the code where the registry has them from there. Large files, links and bytes
 * that are not UTF-8 are listed without their text.
 */
export const readTree = async (root: string): Promise<Tree> => await layOverCode(await readFiles(root));

const CODE = fileURLToPath(new URL('../../content/', import.meta.url));
const WORDS = ['locales', 'style', 'vocabularies'];
let words: Promise<Tree> | undefined;

/** Content of a registry, from wherever it was read, over the words that the code brings (layers.ts). */
export const layOverCode = async (own: Tree): Promise<Tree> => layOver(own, () => (words ??= readWords()));

const readWords = async (): Promise<Tree> =>
  new Map(
    (await mapInTurns(WORDS, 1, async (name) => [...(await readFiles(join(CODE, name)))].map(([file, text]) => [`${name}/${file}`, text] as const))).flat(),
  );

async function readFiles(root: string): Promise<Tree> {
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
