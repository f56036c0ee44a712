import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packageOf, sources, sourcesIn } from './source-files.ts';

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;
const manifest = readJson('package.json') as Manifest;
const lock = readJson('package-lock.json') as { packages: Record<string, { version?: string; dev?: boolean }> };
const declared = { ...manifest.dependencies, ...manifest.devDependencies };

/** Packages that no file imports, and why they are here all the same. An entry that has found a use must go. */
const NOT_IMPORTED: Record<string, string> = {
  '@astrojs/check': 'is the checker that `astro check` starts',
  'oxlint-tsgolint': 'lends oxlint the types of the code',
};

const imported = new Map<string, string[]>();
for (const { path, imports } of sources.values()) {
  for (const { specifier } of imports) {
    const name = packageOf(specifier);
    if (name) imported.set(name, [...(imported.get(name) ?? []), path]);
  }
}

const typesOf = (name: string) => `@types/${name.replace(/^@/, '').replace('/', '__')}`;

/** Commands that a package brings, as scripts call them. */
function commandsOf(name: string): string[] {
  const path = `node_modules/${name}/package.json`;
  const { bin } = existsSync(path) ? (readJson(path) as { bin?: string | Record<string, string> }) : {};
  return typeof bin === 'string' ? [name.split('/').at(-1)!] : Object.keys(bin ?? {});
}

describe('packages', () => {
  test('that are imported are declared', () => {
    const found = [...imported].filter(([name]) => !(name in declared) && !(typesOf(name) in declared) && name !== 'astro');
    expect(found).toEqual([]);
  });

  test('that are declared are used: imported, called by a script, or named in a configuration', () => {
    const scripts = Object.values(manifest.scripts)
      .join(' ')
      .split(/[\s;&|]+/);
    const prettier = (readJson('.prettierrc.json') as { plugins?: string[] }).plugins ?? [];
    const isUsed = (name: string) =>
      imported.has(name) ||
      prettier.includes(name) ||
      commandsOf(name).some((command) => scripts.includes(command)) ||
      (name.startsWith('@types/') && (name === '@types/node' || [...imported.keys()].some((other) => typesOf(other) === name)));
    expect(
      Object.keys(declared)
        .filter((name) => !isUsed(name))
        .toSorted(),
    ).toEqual(Object.keys(NOT_IMPORTED).toSorted());
  });

  test('that run in production are not declared for development only', () => {
    const found = sourcesIn('registry', 'api', 'site').flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier, isTypeOnly }) => {
        const name = packageOf(specifier);
        return name && !isTypeOnly && !(name in manifest.dependencies) ? [`${path} imports ${name}`] : [];
      }),
    );
    expect(found).toEqual([]);
  });
});

test('there is exactly one Zod, so that schemas of all parts understand each other', () => {
  const copies = Object.keys(lock.packages).filter((path) => /(?:^|\/)node_modules\/zod$/.test(path));
  expect(copies).toEqual(['node_modules/zod']);
});

test('what the lock file was made from is what is declared', () => {
  const root = lock.packages[''] as unknown as Manifest;
  expect({ ...root.dependencies, ...root.devDependencies }).toEqual(declared);
});
