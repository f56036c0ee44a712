import type { KeepFile } from './disk.ts';
import type { TextStore } from './text-store.ts';
import { digestOfFile, digestOfText, tellDigest } from './tree-digest.ts';
import type { Tree } from './tree.ts';

/**
 * Keeps the texts of records in a store, because those of a large registry are too many for memory. A text that a tree from before has
 * is not kept again.
 */
export const keepTexts =
  (before: Tree, store: TextStore): KeepFile =>
  (path, file) => {
    // What records share is read at once, and stays.
    if (!('text' in file) || !path.includes('/') || !path.endsWith('.md')) return file;
    const digest = digestOfText(file.text);
    const old = before.get(path);
    if (old && 'text' in old && digestOfFile(old) === digest) return old;
    const read = store.keep(file.text);
    const kept = {
      get text() {
        return read();
      },
    };
    tellDigest(kept, digest);
    return kept;
  };

