import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileCache } from '../../../api/routes/file-cache.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-cache-'));
  path = join(folder, 'a.json');
  await writeFile(path, 'one');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (maxBytes?: number) => {
  const state = { version: 1, time: 0, tags: 0 };
  const cache = openFileCache(
    () => state.version,
    () => state.time,
    maxBytes,
  );
  const read = async (file = path) => (await cache.read(file, () => `"${++state.tags}"`))?.body.toString();
  return { state, read };
};

test('a file is read and tagged once a second, however many ask at the same time', async () => {
  const { state, read } = open();
  expect(await Promise.all([read(), read(), read()])).toEqual(['one', 'one', 'one']);
  await writeFile(path, 'two');
  state.time = 999;
  expect([await read(), state.tags]).toEqual(['one', 1]);
  state.time = 1001;
  expect([await read(), state.tags]).toEqual(['two', 2]);
});

test('a new edition is read at once', async () => {
  const { state, read } = open();
  await read();
  await writeFile(path, 'two');
  state.version = 2;
  expect(await read()).toBe('two');
});

test('a file that is not there is none, and is found when it is', async () => {
  const { state, read } = open();
  const other = join(folder, 'b.json');
  expect(await read(other)).toBeUndefined();
  await writeFile(other, 'b');
  state.time = 2000;
  expect(await read(other)).toBe('b');
});

test('no more is kept than there is room for', async () => {
  const { state, read } = open(5);
  await read();
  await writeFile(join(folder, 'c.json'), 'long enough');
  await read(join(folder, 'c.json'));
  await read();
  expect(state.tags).toBe(3);
});
