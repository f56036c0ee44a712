import { createHash } from 'node:crypto';
import { treeFileOf, MAX_FILE_BYTES, type Tree, type TreeFile } from '../content/tree.ts';

/** The base branch at one commit, as git has it: what nobody has committed is not in it. */
export interface BaseContent {
  commit: string;
  /** The files below the content folder. */
  tree: Tree;
}

/** A file as git lists it: its path from the content folder, what it is, and the id and size of its bytes. */
export interface ListedFile {
  path: string;
  mode: string;
  blob: string;
  size: number;
}

export interface ContentReader {
  /** Holds the files of a tree that was read elsewhere: those that git has too need not be read from there. */
  know(tree: Tree): void;
  /** Files as a tree. `read` is asked for the bytes of those that were in no earlier tree; their objects are the earlier ones. */
  makeTree(files: readonly ListedFile[], read: ReadBlobs): Promise<Tree>;
}

/** Gives each of the files to `keep` as soon as it is there: what was read is not asked for again when the rest fails. */
export type ReadBlobs = (blobs: readonly string[], keep: (blob: string, bytes: Uint8Array) => void) => Promise<void>;

const REGULAR = /^100(?:644|755)$/;
/** Attachments: nobody reads them as text, however small they are. */
const BINARY = /\.(?:png|jpe?g|webp|pdf)$/;

/** Reads one commit after the other; of each only what is new. */
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
      // What is in no tree any more is asked for again, should it come back.
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

/** The id that git gives to a text (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
function blobOf(file: TreeFile & { text: string }): string {
  let blob = blobs.get(file);
  if (blob === undefined) {
    const bytes = Buffer.from(file.text);
    blob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    blobs.set(file, blob);
  }
  return blob;
}
