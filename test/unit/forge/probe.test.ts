import { chmod, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalForge, openLocalGit } from '#registry/forge/git/local-git.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { answerReadiness } from '../../../api/submissions/readiness.ts';
import { git, makeRepository } from '../../contract/forge-git.ts';
import { listen } from '../../api/listen.ts';

let dir: string;
let forge: LocalForge;
beforeEach(async () => {
  dir = await makeRepository();
  forge = await openLocalGit({ dir: join(dir, 'content') });
});
afterEach(async () => {
  await forge.close();
  await rm(dir, { recursive: true, force: true });
});

const everything = async () =>
  (await readdir(join(dir, '.git'), { recursive: true })).filter((name) => /tmp_obj|probe/.test(name));

describe('whether proposals can be written', () => {
  test('is tried where they are written, and nothing is left behind', async () => {
    const before = await git(dir, 'for-each-ref');
    await forge.probe();
    await forge.probe();
    expect(await everything()).toEqual([]);
    expect(await git(dir, 'for-each-ref')).toBe(before);
    expect(await git(dir, 'status', '--porcelain')).toBe('');
  });

  test('is told when there is no place for objects', async () => {
    await rename(join(dir, '.git/objects'), join(dir, '.git/away'));
    await expect(forge.probe()).rejects.toMatchObject({ name: 'Unavailable' });
    await rename(join(dir, '.git/away'), join(dir, '.git/objects'));
    await forge.probe();
  });

  test('is told when there is no place for branches', async () => {
    await rm(join(dir, '.git/refs/heads/proposals'), { recursive: true, force: true });
    await writeFile(join(dir, '.git/refs/heads/proposals'), `${await git(dir, 'rev-parse', 'main')}\n`);
    await expect(forge.probe()).rejects.toMatchObject({ name: 'Unavailable' });
  });

  // Whoever is root may write everywhere.
  test.skipIf(process.getuid?.() === 0)('is told when a folder of objects belongs to somebody else', async () => {
    const [folder] = (await readdir(join(dir, '.git/objects'))).filter((name) => /^[0-9a-f]{2}$/.test(name));
    await chmod(join(dir, '.git/objects', folder!), 0o500);
    await expect(forge.probe()).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('/readyz', () => {
  const outbox = { probe: async () => {}, paused: async () => undefined };
  async function ask(local: Pick<LocalForge, 'probe'> | undefined, of: Pick<Outbox, 'probe' | 'paused'> = outbox) {
    await writeFile(join(dir, 'index.html'), '');
    const app = express().get(
      '/readyz',
      answerReadiness({
        ...{ siteDir: () => dir, uncommitted: () => undefined },
        submissions: { outbox: of, local, forge: { status: () => 'ok' } },
      }),
    );
    const { origin, close } = await listen(app);
    const response = await fetch(`${origin}/readyz`);
    const said = { status: response.status, ...((await response.json()) as object) };
    await close();
    return said;
  }

  test('says that the repository can be written, or that it cannot: what is sent is kept all the same', async () => {
    expect(await ask(forge)).toMatchObject({ status: 200, ready: true, forge: 'ok' });
    await rename(join(dir, '.git/objects'), join(dir, '.git/away'));
    expect(await ask(forge)).toMatchObject({ status: 200, ready: true, forge: 'not writable' });
    expect(await ask(undefined)).toMatchObject({ status: 200, forge: 'ok' });
  });

  test.each(['probe', 'paused'])('is not ready when the outbox does not answer %s', async (name) => {
    const broken = { ...outbox, [name]: () => Promise.reject(new Error('database is locked')) };
    expect(await ask(undefined, broken)).toMatchObject({ status: 503, ready: false, outbox: 'not writable' });
  });
});
