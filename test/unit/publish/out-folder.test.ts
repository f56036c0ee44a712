import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNotInto } from '#registry/build/folders.ts';

let root: string;
let why: (out: string) => string | undefined;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'out-folder-'));
  for (const folder of ['code/content/cases', 'papers', 'empty', 'built/.prerender', 'website/_astro', 'code-two'])
    await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, 'papers/important.txt'), 'x');
  await writeFile(join(root, 'website/favicon.svg'), 'x');
  why = (out) => whyNotInto({ out: join(root, out), content: join(root, 'code/content'), code: join(root, 'code') });
});
afterAll(async () => await rm(root, { recursive: true }));

test.each([
  'code/content',
  'code/content/cases',
  'code/content/new',
  'code',
  '.',
  'papers',
  'website',
  'code-two',
  'code-two/dist',
])('a build does not empty %s', (out) => {
  expect(why(out)).toContain(join(root, out));
});

test.each(['empty', 'built', 'new', 'code/site/dist', 'code/node_modules/.cache/site', 'other/dist'])(
  'a build may use %s',
  (out) => {
    expect(why(out)).toBeUndefined();
  },
);
