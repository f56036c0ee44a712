import { createHash } from 'node:crypto';
import { treeFileOf, MAX_FILE_BYTES, type Tree, type TreeFile } from '../content/tree.ts';

/** The base branch at one commit, from git: without uncommitted changes. */
export interface BaseContent {
  commit: string;
  /** The files below the content folder. */
  tree: Tree;
}

/** A file in git's listing: its path below the content folder, mode, and the id and size of its blob. */
export interface ListedFile {
  path: string;
  mode: string;
  blob: string;
  size: number;
}

export interface ContentReader {
  /** Offers the files of a tree that was read elsewhere: those with the same blob are not read again. */
  know(tree: Tree): void;
  /** Makes a tree of files. `read` is called for files that were in no earlier tree; the others keep their objects. */
  makeTree(files: readonly ListedFile[], read: ReadBlobs): Promise<Tree>;
}

/** Calls `keep` with each file as soon as it is read, so that files already read are kept when the rest fails. */
export type ReadBlobs = (blobs: readonly string[], keep: (blob: string, bytes: Uint8Array) => void) => Promise<void>;

const REGULAR = /^100(?:644|755)$/;
/** Attachments: never read as text, however small. */
const BINARY = /\.(?:png|jpe?g|webp|pdf)$/;

/** Reads one commit after the other; from each only new files. */
export function makeContentReader(): ContentReader {
  let known = new Map<string, TreeFile>();
  let offered: Tree | undefined;
  return {
    know(tree) {
      if (tree === offered) return;
      offered = tree;
      for (const file of tree.values()) if ('text' in file) known.set(blobOf(file), file);
    },
    async makeTree(files, read) {
      const shown = files.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')));
      const wanted = shown.filter((file) => isRead(file) && !known.has(file.blob)).map(({ blob }) => blob);
      if (wanted.length > 0) await read([...new Set(wanted)], (blob, bytes) => void known.set(blob, treeFileOf(bytes)));
      const entries = shown.map((file) => [file.path, isRead(file) ? known.get(file.blob)! : refuse(file)] as const);
      const tree = new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
      // A file that is in no tree any more is read again if it comes back.
      known = new Map(shown.filter(isRead).map(({ blob }) => [blob, known.get(blob)!]));
      offered = undefined;
      return tree;
    },
  };
}

const isRead = ({ path, mode, size }: ListedFile) => REGULAR.test(mode) && size <= MAX_FILE_BYTES && !BINARY.test(path);

const refuse = ({ mode, size }: ListedFile): TreeFile => {
  if (!REGULAR.test(mode)) return { refused: 'not-a-file' };
  return size > MAX_FILE_BYTES ? { refused: 'too-large', size } : { refused: 'not-utf8' };
};

const blobs = new WeakMap<TreeFile, string>();

/** The id of a text as a git blob (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
function blobOf(file: TreeFile & { text: string }): string {
  let blob = blobs.get(file);
  if (blob === undefined) {
    const bytes = Buffer.from(file.text);
    blob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    blobs.set(file, blob);
  }
  return blob;
}
