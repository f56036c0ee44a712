import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findWrongBuild } from '#registry/build/folders.ts';
import { readBuildVariables } from '#registry/build/variables.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-variables-'));
  await mkdir(join(root, 'code/content'), { recursive: true });
  await mkdir(join(root, 'empty'));
  await writeFile(join(root, 'code/content/registry.yml'), '');
  await writeFile(join(root, 'file'), 'x');
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(join(root, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
});
afterAll(async () => await rm(root, { recursive: true }));

const wrong = (env: Record<string, string>) => {
  const paths = ['CONTENT_DIR', 'SITE_DIST', 'IMPORTED_DIR', 'FEDERATION_KEY_FILE'];
  const given = Object.entries({ CONTENT_DIR: 'code/content', SITE_DIST: 'dist', ...env }).map(
    ([name, value]) => [name, paths.includes(name) ? join(root, value) : value] as const,
  );
  return findWrongBuild(Object.fromEntries(given), join(root, 'code'), 'now');
};

describe('what a build is told by variables', () => {
  test('is taken when it is right, and an empty one is none', async () => {
    const right = {
      FEDERATION_KEY_FILE: 'key.pem',
      SITE_URL: 'https://registry.example/',
      SUBMISSIONS: 'on',
      SITE_DIST: 'new/dist',
    };
    expect(wrong(right)).toEqual([]);
    expect(await readdir(join(root, 'new/dist'))).toEqual([]);
    expect(readBuildVariables({ SITE_URL: '', SUBMISSIONS: '' })).toMatchObject({
      siteUrl: 'http://localhost:4321',
      submissions: undefined,
    });
  });

  test.each([
    ['a folder that is not there', 'CONTENT_DIR', 'nowhere', 'folder that is there'],
    ['a file in the place of a folder', 'CONTENT_DIR', 'file', 'is a file'],
    ['a folder that is no content', 'CONTENT_DIR', 'empty', 'registry.yml'],
    ['a file for what others publish', 'IMPORTED_DIR', 'file', 'is a file'],
    ['a site below a file', 'SITE_DIST', 'file/site', 'part of its path is a file'],
    ['a site in the place of a file', 'SITE_DIST', 'file', 'write into'],
    ['a key that is not there', 'FEDERATION_KEY_FILE', 'nowhere.pem', 'Ed25519'],
    ['a file that is no key', 'FEDERATION_KEY_FILE', 'file', 'Ed25519'],
    ['no address', 'SITE_URL', 'registry.example', 'begins with https://'],
    ['an address with a path', 'SITE_URL', 'https://registry.example/cases/', 'root'],
    ['another word than on or off', 'SUBMISSIONS', 'yes', '"on"|"off"'],
  ])('%s is told with the variable, its value and what to write', (_what, name, value, instead) => {
    const lines = wrong({ [name]: value });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: .*\\(is ".*${value}"\\)$`))]);
    expect(lines[0]).toContain(instead);
  });

  test('a site that is there and up to date may be where nobody can write', async () => {
    await mkdir(join(root, 'built/.prerender'), { recursive: true });
    await writeFile(join(root, 'built/index.html'), '');
    await mkdir(join(root, 'built/.written'));
    const env = { CONTENT_DIR: join(root, 'code/content'), SITE_DIST: join(root, 'built') };
    expect(findWrongBuild(env, join(root, 'code'), 'if-needed')).toEqual([]);
    expect(findWrongBuild(env, join(root, 'code'), 'now')).toEqual([expect.stringContaining('SITE_DIST')]);
  });

  test.runIf(process.platform === 'linux')('a folder that nobody can make is told, and does not keep the build waiting', () => {
    const lines = findWrongBuild(
      { CONTENT_DIR: join(root, 'code/content'), SITE_DIST: '/proc/none/site' },
      join(root, 'code'),
      'now',
    );
    expect(lines).toEqual([expect.stringContaining('SITE_DIST: /proc/none')]);
  });
});

test.each(['scripts/build-site.ts', 'scripts/build-if-needed.ts', 'scripts/dev.ts', 'api/check-environment.ts'])(
  '%s ends with a sentence for each wrong variable, all at once, and without a stack',
  (program) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        ...{ CONTENT_DIR: '/nowhere', SITE_URL: 'registry.example', FEDERATION_KEY_FILE: '/none.pem' },
        ...{ SITE_DIST: join(root, 'file'), SEARCH_ENGINE: 'meilisearch', MEILI_URL: 'search' },
      },
    });
    expect([status, stdout]).toEqual([1, '']);
    const names = stderr.split('\n').flatMap((line) => /^([A-Z_]+): /.exec(line)?.[1] ?? []);
    expect(names.toSorted()).toEqual(['CONTENT_DIR', 'FEDERATION_KEY_FILE', 'MEILI_URL', 'SITE_DIST', 'SITE_URL']);
    expect(stderr).not.toMatch(/^\s+at /m);
  },
);
