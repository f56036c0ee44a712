import type { Tree } from '../content/tree.ts';
import { partsOf } from '../schema/walk.ts';
import { unionOf } from './ids.ts';
import type { Ids, Kind } from './record.ts';

/** The parts of the path of a record's file below content/. */
export interface RecordPath {
  kind: Kind;
  group: string | undefined;
  id: string;
  /** `index` for the original, a locale for a translation; absent for an attached file. */
  name: string | undefined;
  /** The path of the record's folder, with a trailing slash. */
  folder: string;
}

const ID = '(?<id>[a-z0-9-]+)';
const TEXT = String.raw`(?<name>index|[a-z]{2,3})\.md`;
const ATTACHMENT = String.raw`files/[a-z0-9-]+\.(?:png|jpe?g|webp|pdf)`;
const patterns = new WeakMap<Kind, RegExp>();

/** Parses record paths; no other code does. Does not check ids. */
function patternOf(kind: Kind): RegExp {
  let pattern = patterns.get(kind);
  if (!pattern) {
    const group = kind.group ? `(?<group>${kind.group.pattern.source})/` : '';
    const others = [
      ...(partsOf(kind.schema).shape?.['attachments'] ? [ATTACHMENT] : []),
      ...(kind.otherFiles ? [kind.otherFiles.source] : []),
    ];
    const file = `(?:${[TEXT, ...others].join('|')})`;
    patterns.set(kind, (pattern = new RegExp(`^(?<folder>${kind.folder}/${group}${ID}/)${file}$`)));
  }
  return pattern;
}

/** The record of a path; undefined for other files. */
export function readPath(path: string, kinds: readonly Kind[]): RecordPath | undefined {
  for (const kind of kinds) {
    if (!path.startsWith(kind.folder)) continue;
    const { group, id, name, folder } = patternOf(kind).exec(path)?.groups ?? {};
    if (id !== undefined && folder !== undefined) return { kind, group, id, name, folder };
  }
  return undefined;
}

/** The record that changed files belong to: that of the first of them that belongs to one. */
export function placeAmong(paths: Iterable<string>, kinds: readonly Kind[]): RecordPath | undefined {
  for (const path of paths) {
    const place = readPath(path, kinds);
    if (place) return place;
  }
  return undefined;
}

/** The original's path below content/; `group` for kinds with groups. */
export const originalPath = ({ folder }: Pick<Kind, 'folder'>, id: string, group?: string): string =>
  [folder, ...(group === undefined ? [] : [group]), id, 'index.md'].join('/');

/** The folder of a record from its original's path, with a trailing slash. */
export const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

const idsByTree = new WeakMap<Tree, { kinds: readonly Kind[]; ids: ReadonlyMap<string, ReadonlySet<string>> }>();

/** The ids of all records with an original's file, including unreadable ones, by kind. */
export function idsIn(tree: Tree, kinds: readonly Kind[]): ReadonlyMap<string, ReadonlySet<string>> {
  let known = idsByTree.get(tree);
  if (known?.kinds !== kinds) {
    const ids = new Map(kinds.map(({ id }) => [id, new Set<string>()]));
    for (const path of tree.keys()) {
      const found = readPath(path, kinds);
      if (found?.name === 'index') ids.get(found.kind.id)!.add(found.id);
    }
    idsByTree.set(tree, (known = { kinds, ids }));
  }
  return known.ids;
}

/** The ids of all records of a tree; they are unique across kinds. */
export const recordIdsIn = (tree: Tree, kinds: readonly Kind[]): Ids => unionOf(...idsIn(tree, kinds).values());
