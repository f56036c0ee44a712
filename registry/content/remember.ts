import type { TreeFile } from './tree.ts';

interface Remembered {
  file: string;
  /** Together with the file, what says which of several things was made of it; a schema, for example. */
  by: object;
  /** Other files that it was made of too. */
  others: readonly TreeFile[];
  value: unknown;
}

/**
 * What was made of the files of trees, for as long as somebody holds the file's object: readers of one tree, and of a later one
 * that kept the objects of what did not change (keepFiles), parse each file once. This is the one place where that is kept;
 * docs/architecture.md says what is kept elsewhere, and why. What is remembered is shared: nobody may change it.
 */
const remembered = new WeakMap<TreeFile, Remembered[]>();

/** Told of everything that is remembered from now on: tests freeze it, so that who changes it fails. */
let watch: (value: unknown) => void = () => {};
export const watchRemembered = (listener: (value: unknown) => void): void => void (watch = listener);

/** The value that was made of a file before, and of the `others`, or what `make` makes of them now. */
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
  // One for each file and kind: what was made with other files that are no more is no more asked for.
  known.splice(at >= 0 ? at : known.length, at >= 0 ? 1 : 0, { file, by, others, value });
  return value;
}

const isSameList = (one: readonly TreeFile[], other: readonly TreeFile[]) =>
  one.length === other.length && one.every((file, index) => file === other[index]);
