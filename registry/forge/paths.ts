import { kinds } from '../kinds.ts';
import { whyNoId } from '../record/id.ts';
import { folderOf, readPath } from '../record/path.ts';
import { Rejected } from './errors.ts';

const CONTENT = 'content/';

/**
 * The folder of a proposal's files, `content/cases/<country>/<id>`. Throws Rejected unless every path is a text or an
 * attachment of that one record. An allow-list, because nobody can list everything that is forbidden.
 */
export function recordFolder(paths: readonly string[]): string {
  const folders = new Set(paths.map(recordFolderOf));
  if (folders.size !== 1) throw new Rejected('path', `A proposal is about one record, not ${folders.size}.`);
  if (new Set(paths).size !== paths.length) throw new Rejected('path', 'A proposal names the same file twice.');
  return [...folders][0]!;
}

function recordFolderOf(path: string): string {
  const found = path.startsWith(CONTENT) ? readPath(path.slice(CONTENT.length), kinds) : undefined;
  const isAllowed =
    found !== undefined &&
    (found.group === undefined || found.kind.group!.isKnown(found.group)) &&
    [found.id, stem(path)].every((name) => whyNoId(name) === undefined);
  if (!isAllowed) throw new Rejected('path', `A proposal may not contain the file ${JSON.stringify(path.slice(0, 200))}.`);
  return `${CONTENT}${found.folder.slice(0, -1)}`;
}

const stem = (path: string) => path.slice(folderOf(path).length).replace(/\.[a-z]+$/, '');
