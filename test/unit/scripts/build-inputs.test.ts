import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUILD_SETTINGS, inputsDigest } from '../../../scripts/build/inputs.ts';

/** Variables that name a folder, which is an input itself, or that change no page. */
const NO_SETTINGS = [
  ...['CONTENT_DIR', 'IMPORTED_DIR', 'SITE_DIST'],
  ...['PORT', 'DEV_API', 'CI', 'STRICT', 'NODE_ENV', 'MEILI_ADMIN_KEY'],
];

test('a site is built again when any variable changes that its pages are made by', async () => {
  const own = (await readFile('site/src/lib/environment.ts', 'utf8')).matchAll(/process\.env\['(\w+)'\]/g);
  const schemas = ['registry/build/variables.ts', 'registry/search/search-server.ts'].map((file) => readFile(file, 'utf8'));
  const inSchemas = (await Promise.all(schemas)).flatMap((text) => [...text.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)]);
  const names = new Set([...own, ...inSchemas].map(([, name]) => name!));
  expect([...names].filter((name) => !NO_SETTINGS.includes(name)).toSorted()).toEqual(BUILD_SETTINGS.toSorted());
});

test('a site is built again for another key, and when its content is committed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'inputs-'));
  const content = join(folder, 'content');
  const key = join(folder, 'key.pem');
  await mkdir(content);
  await writeFile(join(content, 'registry.yml'), 'name: Test\n');
  await writeFile(key, 'One');
  const digest = (env = {}) => inputsDigest({ content, imported: join(folder, 'none'), env });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: content,
      stdio: 'ignore',
    });
  try {
    const digests = [await digest(), await digest({ FEDERATION_KEY_FILE: key })];
    await writeFile(key, 'Other');
    digests.push(await digest({ FEDERATION_KEY_FILE: key }), await digest({ DEMAND_PATH: 'demand.json' }));
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message=Content');
    digests.push(await digest());
    expect(new Set(digests).size).toBe(digests.length);
    expect(await digest()).toBe(digests.at(-1));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
