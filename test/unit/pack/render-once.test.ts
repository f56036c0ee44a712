import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderPack } from '#registry/pack/format/formats.ts';
import { renderPackOnce } from '#registry/pack/format/render-once.ts';
import { packIn } from './example.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'packs-'))));
afterEach(() => rm(folder, { recursive: true }));

const fileIn = async () => join(folder, (await readdir(folder))[0]!);

test('a pack that was made before is read, and is what would be made', async () => {
  const pack = packIn('es');
  const made = await renderPack(pack, 'md');
  expect(Buffer.compare(await renderPackOnce(pack, 'md', folder), made)).toBe(0);
  // The kept file is what is given: another one under its name, with its own head, would be given too.
  const other = await renderPackOnce({ ...pack, version: 'other' }, 'md', folder);
  const kept = (await readdir(folder)).map((name) => join(folder, name));
  expect(kept).toHaveLength(2);
  const texts = await Promise.all(kept.map((file) => readFile(file)));
  await Promise.all(kept.map((file, index) => writeFile(file, texts[1 - index]!)));
  expect(Buffer.compare(await renderPackOnce(pack, 'md', folder), other)).toBe(0);
});

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, -3)],
  ['changed', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -3), Buffer.from('xyz')])],
  ['of another version of the code', (bytes: Buffer) => Buffer.concat([Buffer.from('0000'), bytes.subarray(4)])],
  ['empty', () => Buffer.alloc(0)],
])('a kept file that is %s is made again', async (_what, spoil) => {
  const pack = packIn('pt');
  const made = await renderPackOnce(pack, 'md', folder);
  await writeFile(await fileIn(), spoil(await readFile(await fileIn())));
  expect(Buffer.compare(await renderPackOnce(pack, 'md', folder), made)).toBe(0);
  expect(Buffer.compare((await readFile(await fileIn())).subarray(-made.length), made)).toBe(0);
});
