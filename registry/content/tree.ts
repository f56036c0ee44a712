/** One content file: its text, or why it has none. */
export type TreeFile = { text: string } | { refused: 'too-large' | 'not-utf8' | 'not-a-file'; size?: number };

/** A registry's content: POSIX paths relative to the content folder, in code point order. */
export type Tree = ReadonlyMap<string, TreeFile>;

/** The size limit of a record; the largest real one is a tenth of this. */
export const MAX_FILE_BYTES = 256 * 1024;

/** Makes a tree file from bytes. */
export function treeFileOf(bytes: Uint8Array): TreeFile {
  if (bytes.length > MAX_FILE_BYTES) return { refused: 'too-large', size: bytes.length };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { refused: 'not-utf8' };
    throw error;
  }
}

export function makeTree(files: Record<string, string>): Tree {
  const paths = Object.keys(files).sort();
  return new Map(paths.map((path) => [path, { text: files[path]! }]));
}

/**
 * Reuses the objects of an earlier tree for unchanged files, so that values computed from them (remember.ts) stay cached.
 * Returns the earlier tree itself when nothing changed.
 */
export function keepFiles(tree: Tree, before: Tree): Tree {
  let changed = tree.size === before.size ? 0 : 1;
  const kept = new Map<string, TreeFile>();
  for (const [path, file] of tree) {
    const old = before.get(path);
    const isSame = old !== undefined && isSameFile(file, old);
    if (!isSame) changed++;
    kept.set(path, isSame ? old : file);
  }
  return changed === 0 ? before : kept;
}

const isSameFile = (one: TreeFile, other: TreeFile): boolean =>
  one === other || hasSameContent(one, other);

const hasSameContent = (one: TreeFile, other: TreeFile): boolean =>
  'text' in one
    ? 'text' in other && one.text === other.text
    : 'refused' in other && one.refused === other.refused && one.size === other.size;
