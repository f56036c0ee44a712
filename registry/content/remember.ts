import type { TreeFile } from './tree.ts';

interface Remembered {
  file: string;
  /** Together with the file, what says which of several things was made of it; a schema, for example. */
  by: object;
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
export const watchRemembered = (told: (value: unknown) => void): void => void (watch = told);

/** The value that was made of a file before, or what `make` makes of it now. */
export function remember<Value>(content: TreeFile, file: string, by: object, make: () => Value): Value {
  let known = remembered.get(content);
  if (!known) remembered.set(content, (known = []));
  const before = known.find((each) => each.by === by && each.file === file);
  if (before) return before.value as Value;
  const value = make();
  watch(value);
  known.push({ file, by, value });
  return value;
}
