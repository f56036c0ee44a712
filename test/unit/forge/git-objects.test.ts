import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GitObject, objectId, packObjects, readTreeObject, writeTreeObject } from '#registry/forge/git/objects.ts';

describe.each([
  ['sha1', 40],
  ['sha256', 64],
] as const)('the objects that we write for git, in a repository with %s', (format, idLength) => {
  let dir: string;
  const git = (args: string[], input: string | Buffer = '') =>
    execFileSync('git', args, { cwd: dir, input, stdio: ['pipe', 'pipe', 'pipe'] });
  const idOf = (bytes: Buffer) => bytes.toString().trim();
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'git-objects-'));
    git(['init', '--quiet', '--bare', `--object-format=${format}`]);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  test('a tree is the one that git writes, in its own order of folders and files', () => {
    const blob = idOf(git(['hash-object', '-w', '--stdin'], 'x'));
    const folder = idOf(git(['mktree'], `100644 blob ${blob}\tx\n`));
    const names = ['a', 'a-b', 'a.b', 'a0', 'ab', 'é', 'z', 'Z', 'ñandú.md', 'a b'];
    for (const isFolder of [(name: string) => name.length === 1, (name: string) => name.length !== 1]) {
      const lines = names.map((name) => (isFolder(name) ? `040000 tree ${folder}\t${name}` : `100755 blob ${blob}\t${name}`));
      const tree = idOf(git(['mktree'], lines.join('\n')));
      const bytes = git(['cat-file', 'tree', tree]);
      const entries = readTreeObject(bytes, idLength);
      expect(entries.size).toBe(names.length);
      const shuffled = new Map([...entries].toReversed());
      expect(writeTreeObject(shuffled).equals(bytes)).toBe(true);
      expect(objectId({ type: 'tree', bytes: writeTreeObject(shuffled) }, idLength)).toBe(tree);
    }
  });

  test('a pack is unpacked by git, whatever the sizes in it', async () => {
    // Around the sizes that need one more byte to be told.
    const sizes = [0, 1, 15, 16, 2047, 2048, 262_143, 262_144];
    const objects = sizes.map((size): GitObject => ({ type: 'blob', bytes: Buffer.alloc(size, `${size} `) }));
    git(['unpack-objects', '-q', '--strict'], await packObjects(objects, idLength));
    for (const object of objects)
      expect(git(['cat-file', 'blob', objectId(object, idLength)]).equals(Buffer.from(object.bytes))).toBe(true);
  });
});
