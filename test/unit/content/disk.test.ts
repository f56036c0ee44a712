import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ChangedFile, readTree, readTreeAlone, readTreeOnDemand } from '#registry/content/disk.ts';
import { digestOfFile, digestOfText } from '#registry/content/tree-digest.ts';
import { MAX_FILE_BYTES } from '#registry/content/tree.ts';

test('a folder is read the same way by a server, which others wait for, and by a command: what cannot be read is listed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'disk-'));
  try {
    await mkdir(join(folder, 'cases/ury/a'), { recursive: true });
    await mkdir(join(folder, '.git'));
    await writeFile(join(folder, '.git/HEAD'), 'ref');
    await writeFile(join(folder, 'cases/ury/a/index.md'), 'ñandú');
    await writeFile(join(folder, 'b.yml'), Buffer.from([0xff, 0xfe]));
    await writeFile(join(folder, 'a.yml'), 'x'.repeat(MAX_FILE_BYTES + 1));
    await symlink('/etc/hostname', join(folder, 'c.yml'));
    const tree = await readTreeAlone(folder);
    expect([...tree]).toEqual([
      ['a.yml', { refused: 'too-large', size: MAX_FILE_BYTES + 1 }],
      ['b.yml', { refused: 'not-utf8' }],
      ['c.yml', { refused: 'not-a-file' }],
      ['cases/ury/a/index.md', { text: 'ñandú' }],
    ]);
    expect([...(await readTree(folder))]).toEqual([...tree]);
    expect([...(await readTreeOnDemand(folder))]).toEqual([...tree]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a text that is read on demand is the one of which the digest is known, or none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'disk-'));
  try {
    await writeFile(join(folder, 'a.yml'), 'ñandú');
    const file = (await readTreeOnDemand(folder)).get('a.yml') as { text: string };
    expect(digestOfFile(file)).toBe(digestOfText('ñandú'));
    await writeFile(join(folder, 'a.yml'), 'nandú');
    expect(() => file.text).toThrow(ChangedFile);
    await rm(join(folder, 'a.yml'));
    expect(() => file.text).toThrow(ChangedFile);
  } finally {
    await rm(folder, { recursive: true });
  }
});
