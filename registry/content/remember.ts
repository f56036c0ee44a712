import type { TreeFile } from './tree.ts';

interface Remembered {
  file: string;
  /** Identifies what was made from the file, when there are several such things; a schema, for example. */
  by: object;
  /** Other files that it was made from. */
  others: readonly TreeFile[];
  value: unknown;
}

/**
 * Caches what is computed from the files of trees, for as long as the file's object is in use. Readers of one tree, and of
 * later trees that kept the objects of unchanged files (keepFiles), parse each file once. No other cache by file exists;
 * docs/architecture.md lists the other caches and their reasons. Cached values are shared and must not be changed.
 */
const remembered = new WeakMap<TreeFile, Remembered[]>();

let watch: (value: unknown) => void = () => {};

/**
 * Registers a listener for everything that is cached from now on, in place of the one before, which the returned function puts back:
 * tests freeze it, so that code that changes it fails.
 */
export function watchRemembered(listener: (value: unknown) => void): () => void {
  const before = watch;
  watch = listener;
  return () => void (watch = before);
}

/** Returns the cached value for a file and the `others`, or calls `make` and caches its result. */
export function remember<Value>(
  content: TreeFile,
  file: string,
  by: object,
  make: () => Value,
  others: readonly TreeFile[] = [],
): Value {
  let known = remembered.get(content);
  if (!known) remembered.set(content, (known = []));
  const at = known.findIndex((each) => each.by === by && each.file === file);
  if (at >= 0 && isSameList(known[at]!.others, others)) return known[at]!.value as Value;
  const value = make();
  watch(value);
  // One value per file and kind: values made with files that no longer exist are not asked for again.
  known.splice(at >= 0 ? at : known.length, at >= 0 ? 1 : 0, { file, by, others, value });
  return value;
}

const isSameList = (one: readonly TreeFile[], other: readonly TreeFile[]) =>
  one.length === other.length && one.every((file, index) => file === other[index]);
