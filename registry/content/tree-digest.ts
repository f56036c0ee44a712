import { createHash } from 'node:crypto';
import type { Tree } from './tree.ts';

/** SHA-256 over the paths and texts of a tree: equal for equal content, wherever it was read. */
export function digestOfTree(tree: Tree): string {
  const hash = createHash('sha256');
  for (const [path, file] of tree) {
    const text = 'text' in file ? file.text : `${file.refused} ${file.size ?? ''}`;
    hash.update(`${path}\0${'text' in file ? 'text' : 'refused'}\0${Buffer.byteLength(text)}\0`).update(text);
  }
  return hash.digest('hex');
}

/** SHA-256 over texts of which none has a zero character. */
export const digestOfTexts = (texts: Iterable<string>): string => createHash('sha256').update([...texts].join('\0')).digest('hex');
