import type { Tree } from '../content/tree.ts';
import type { Finding } from '../finding/finding.ts';
import { readPath } from './path.ts';
import type { RecordFolder } from './read-records.ts';
import type { Kind } from './record.ts';

/** The records in which a change may be found: the changed ones, and those that name one. */
export interface Reach {
  has(folder: Pick<RecordFolder, 'id' | 'files'>): boolean;
  /** Whether a finding may come of the change: one in such a record, one that names a changed record, or one in a file that is no record's. */
  shows(found: Finding): boolean;
}

/**
 * What the change of some files may be found in; undefined when that may be anywhere, because a file has changed that all records
 * share.
 */
export function reachOf(tree: Tree, changed: readonly string[], kinds: readonly Kind[]): Reach | undefined {
  const ids = new Set<string>();
  for (const file of changed) {
    const id = readPath(file, kinds)?.id;
    if (id === undefined) return undefined;
    ids.add(id);
  }
  const name = new RegExp(`(?<![a-z0-9-])(?:${[...ids].join('|')})(?![a-z0-9-])`);
  const names = (text: string) => ids.size > 0 && name.test(text);
  const known = new Map<string, boolean>();
  const has: Reach['has'] = ({ id, files }) => {
    let isIn = known.get(id);
    if (isIn === undefined) {
      isIn = ids.has(id) || [...files.values()].some(({ content }) => 'text' in content && names(content.text));
      known.set(id, isIn);
    }
    return isIn;
  };
  return {
    has,
    shows({ file, params }) {
      const id = readPath(file, kinds)?.id;
      return (
        id === undefined || ids.has(id) || known.get(id) === true || Object.values(params).some((value) => names(String(value)))
      );
    },
  };
}
