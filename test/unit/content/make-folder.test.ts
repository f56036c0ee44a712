import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder } from '#registry/content/make-folder.ts';
import { openOutbox } from '#registry/outbox/open-outbox.ts';
import { openDemand } from '#registry/search/demand-file.ts';
import { takeLease } from '../../../api/edition/lease.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'make-folder-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('a folder is made with those above it, for whom it is for; one that is there is left alone', async () => {
  makeFolder(join(root, 'a/b/c'), 0o700);
  for (const path of ['a', 'a/b', 'a/b/c']) expect((await stat(join(root, path))).mode & 0o777).toBe(0o700);
  makeFolder(join(root, 'a/b'));
  expect((await stat(join(root, 'a/b'))).mode & 0o777).toBe(0o700);
});

test('below a file there can be none', async () => {
  await writeFile(join(root, 'file'), '');
  expect(() => makeFolder(join(root, 'file/folder'))).toThrow(/ENOTDIR/);
});

describe.runIf(process.platform === 'linux')('where nobody can make a folder, nothing waits for ever', () => {
  test('neither the outbox nor the lease of the site', async () => {
    expect(() => takeLease('/proc/none/site.lease')).toThrow(/ENOENT/);
    await expect(openOutbox('/proc/none/outbox.sqlite', { capacity: 1 })).rejects.toThrow(/ENOENT/);
  });

  test('nor the counting of questions, which says why it cannot', async () => {
    const failures: unknown[] = [];
    const demand = await openDemand('/proc/none/demand.json', { onFailure: (error) => void failures.push(error) });
    demand.count({ q: 'inteligencia artificial en puertos', locale: 'es' });
    await demand.written();
    expect(failures).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
  });
});
