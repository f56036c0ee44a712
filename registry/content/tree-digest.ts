import { createHash, hash } from 'node:crypto';
import type { Tree, TreeFile } from './tree.ts';

/** SHA-256 over the paths and texts of a tree: equal for equal content, wherever it was read. */
export function digestOfTree(tree: Tree): string {
  const all = createHash('sha256');
  for (const [path, file] of tree)
    all.update(`${path}\0${'text' in file ? digestOfFile(file) : `${file.refused} ${file.size ?? ''}`}\0`);
  return all.digest('hex');
}

const known = new WeakMap<TreeFile, string>();

/** SHA-256 of the text of a file; not read again where somebody has told it. */
export const digestOfFile = (file: { text: string }): string => known.get(file) ?? digestOfText(file.text);

/** Tells the digest of a file whose text is not in memory. */
export const tellDigest = (file: TreeFile, digest: string): void => void known.set(file, digest);

/** SHA-256 of bytes. */
export const digestOfBytes = (bytes: Uint8Array): string => hash('sha256', bytes);

/** SHA-256 of a text. */
export const digestOfText = (text: string): string => hash('sha256', text);

/** SHA-256 over texts of which none has a zero character. */
export const digestOfTexts = (texts: Iterable<string>): string => createHash('sha256').update([...texts].join('\0')).digest('hex');
