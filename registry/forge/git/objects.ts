import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

/** What git's objects look like, as far as a proposal needs them (https://git-scm.com/docs/gitformat-pack). Ids are hexadecimal. */
export type ObjectType = 'commit' | 'tree' | 'blob';

export interface GitObject {
  type: ObjectType;
  bytes: Uint8Array;
}

/** One line of a tree. */
export interface TreeEntry {
  /** `40000` for a folder, `100644` or `100755` for a file. */
  mode: string;
  id: string;
}

/** The entries of a tree by name. A name is bytes, one in each character. */
export type TreeEntries = Map<string, TreeEntry>;

export const FOLDER = '40000';
export const FILE = '100644';

/** A path as names of entries. */
export const entryNames = (path: string): string[] => Buffer.from(path).toString('latin1').split('/');

/** The id of an object. An id of `idLength` digits tells which digest the repository uses. */
export function objectId({ type, bytes }: GitObject, idLength: number): string {
  const hash = createHash(idLength === 64 ? 'sha256' : 'sha1');
  return hash.update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

export function readTreeObject(bytes: Buffer, idLength: number): TreeEntries {
  const entries: TreeEntries = new Map();
  for (let at = 0; at < bytes.length;) {
    const [space, end] = [bytes.indexOf(' ', at), bytes.indexOf(0, at)];
    const next = end + 1 + idLength / 2;
    const mode = bytes.toString('latin1', at, space);
    entries.set(bytes.toString('latin1', space + 1, end), { mode, id: bytes.toString('hex', end + 1, next) });
    at = next;
  }
  return entries;
}

export function writeTreeObject(entries: TreeEntries): Buffer {
  // git sorts a folder as if its name ended in a slash.
  const place = ([name, { mode }]: [string, TreeEntry]) => (mode === FOLDER ? `${name}/` : name);
  const sorted = [...entries].toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
  return Buffer.concat(
    sorted.flatMap(([name, { mode, id }]) => [Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(id, 'hex')]),
  );
}

const compress = promisify(deflate);
const KINDS: Readonly<Record<ObjectType, number>> = { commit: 1, tree: 2, blob: 3 };

/** A pack of objects: with it, one git writes all of them. */
export async function packObjects(objects: readonly GitObject[], idLength: number): Promise<Buffer> {
  const head = Buffer.alloc(12);
  head.write('PACK');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(objects.length, 8);
  const parts: Uint8Array[] = [head];
  for (const { type, bytes } of objects) parts.push(entryHead(KINDS[type], bytes.length), await compress(bytes));
  const pack = Buffer.concat(parts);
  const digest = createHash(idLength === 64 ? 'sha256' : 'sha1')
    .update(pack)
    .digest();
  return Buffer.concat([pack, digest]);
}

/** Type and size: four bits of the size in the first byte, seven in each other; the highest bit says that more follow. */
function entryHead(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1]! |= 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}
