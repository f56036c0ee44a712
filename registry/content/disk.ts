import { type Dirent, lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mapInTurns } from './in-turns.ts';
import { layOver } from './layers.ts';
import { digestOfText, tellDigest } from './tree-digest.ts';
import { treeFileOf, MAX_FILE_BYTES, type Tree, type TreeFile } from './tree.ts';

/** Files open at a time: enough to keep a disk busy, and far below the limit of a process. */
const AT_ONCE = 32;

/**
 * Reads all files below `root`, over the words of the code where the registry has them from there. Large files, links and bytes
 * that are not UTF-8 are listed without their text.
 */
export const readTree = async (root: string, keep?: KeepFile): Promise<Tree> => await layOverCode(await readFiles(root, keep));

/** What stands in a tree for a file that was read: for whoever has no room for all texts. */
export type KeepFile = (path: string, file: TreeFile) => TreeFile;
const asRead: KeepFile = (_path, file) => file;

const CODE = fileURLToPath(new URL('../../content/', import.meta.url));
const WORDS = ['locales', 'style', 'vocabularies'];
let words: Promise<Tree> | undefined;

/** Content of a registry, from wherever it was read, over the words that the code brings (layers.ts). */
export const layOverCode = async (own: Tree): Promise<Tree> => layOver(own, () => (words ??= readWords()));

const readWords = async (): Promise<Tree> =>
  new Map(
    (await mapInTurns(WORDS, 1, async (name) => [...(await readFiles(join(CODE, name)))].map(([file, text]) => [`${name}/${file}`, text] as const))).flat(),
  );

async function readFiles(root: string, keep: KeepFile = asRead): Promise<Tree> {
  const paths = pathsOf(root, await readdir(root, { recursive: true, withFileTypes: true }));
  return new Map(await mapInTurns(paths, AT_ONCE, async (path) => [path, keep(path, await readOne(join(root, path)))] as const));
}

/** The paths of what is below a folder and is none, in order, without what is hidden. */
const pathsOf = (root: string, entries: readonly Dirent[]): string[] =>
  entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length).replaceAll('\\', '/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort();

async function readOne(path: string): Promise<TreeFile> {
  const stat = await lstat(path);
  return refuse(stat) ?? treeFileOf(await readFile(path));
}

function refuse(stat: Stats): TreeFile | undefined {
  if (!stat.isFile()) return { refused: 'not-a-file' };
  return stat.size > MAX_FILE_BYTES ? { refused: 'too-large', size: stat.size } : undefined;
}

/** The same as `readTree` in a third of the time, for a process that nobody waits for meanwhile. */
export async function readTreeAlone(root: string, keep: KeepFile = asRead): Promise<Tree> {
  const paths = pathsOf(root, readdirSync(root, { recursive: true, withFileTypes: true }));
  return await layOverCode(new Map(paths.map((path) => [path, keep(path, readOneAlone(join(root, path)))])));
}

const readOneAlone = (path: string): TreeFile => refuse(lstatSync(path)) ?? treeFileOf(readFileSync(path));

/** A file that is not any more what it was when its folder was read. */
export class ChangedFile extends Error {
  override readonly name = 'ChangedFile';
  constructor(file: string) {
    super(`${file} was changed by somebody while it was read. Try again.`);
  }
}

/**
 * The same without any text in memory, for one look at a large registry: each is read again whenever it is asked for. Then throws
 * ChangedFile where the file is another by now.
 */
export const readTreeOnDemand = async (root: string): Promise<Tree> =>
  await readTreeAlone(root, (path, file) => {
    if (!('text' in file)) return file;
    const digest = digestOfText(file.text);
    const onDemand = {
      get text() {
        const now = readAgain(join(root, path));
        if (!now || !('text' in now) || digestOfText(now.text) !== digest) throw new ChangedFile(path);
        return now.text;
      },
    };
    tellDigest(onDemand, digest);
    return onDemand;
  });

function readAgain(path: string): TreeFile | undefined {
  try {
    return readOneAlone(path);
  } catch {
    return undefined;
  }
}
