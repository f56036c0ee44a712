import type { Tree } from '../content/tree.ts';

const ORIGINAL = /^cases\/[a-z]{3}\/([a-z0-9-]+)\/index\.md$/;
const idsByTree = new WeakMap<Tree, ReadonlySet<string>>();

/** The id of every case that has a file, also of a record that cannot be read. */
export function caseIdsOf(tree: Tree): ReadonlySet<string> {
  let ids = idsByTree.get(tree);
  if (!ids) idsByTree.set(tree, (ids = new Set([...tree.keys()].flatMap((file) => ORIGINAL.exec(file)?.[1] ?? []))));
  return ids;
}

/** The folder of a case, given its original's file, with a slash at the end. */
export const folderOfCase = (file: string): string => file.replace(/index\.md$/, '');
