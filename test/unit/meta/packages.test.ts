import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageOf, sourceFiles, sourcesIn } from './source-files.ts';

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;
const manifest = readJson('package.json') as Manifest;
interface Locked {
  name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  optional?: boolean;
}
const lock = readJson('package-lock.json') as { packages: Record<string, Locked> };
const declared = { ...manifest.dependencies, ...manifest.devDependencies };

/** Packages that no file imports, with their reasons. An entry whose package is imported must go. */
const NOT_IMPORTED: Record<string, string> = {
  '@expo-google-fonts/literata': 'has the faces that a pack is set in, which are read as files',
  '@expo-google-fonts/public-sans': 'has the other faces of a pack',
  '@astrojs/check': 'is the checker that `astro check` starts',
  'oxlint-tsgolint': 'lends oxlint the types of the code',
};

const imported = new Map<string, string[]>();
for (const { path, imports } of sourceFiles.values()) {
  for (const { specifier } of imports) {
    const name = packageOf(specifier);
    if (name) imported.set(name, [...(imported.get(name) ?? []), path]);
  }
}

const typesOf = (name: string) => `@types/${name.replace(/^@/, '').replace('/', '__')}`;

/** Commands of a package, as scripts call them. */
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

describe('row 20: what is installed', () => {
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
  const nameIn = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

  test('comes from the registry and nowhere else, and has a hash that npm compares', () => {
    expect(installed.length).toBeGreaterThan(300);
    // A package without an address comes from npm's configured registry, and must have this hash too.
    const isFromRegistry = ({ resolved }: Locked) => resolved === undefined || resolved.startsWith('https://registry.npmjs.org/');
    const wrong = installed.filter(
      ([, entry]) => entry.link || !isFromRegistry(entry) || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''),
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  test('is what its name says; what goes by another name is declared so where people see it', () => {
    const renamed = installed.filter(([path, { name }]) => name !== undefined && name !== nameIn(path));
    const undeclared = renamed.filter(([path, { name }]) => !declared[nameIn(path)]?.startsWith(`npm:${name}@`));
    // TypeScript 6 includes itself under this name.
    expect(undeclared.map(([path]) => path)).toEqual(['node_modules/@typescript/old']);
    const ranges = Object.values(declared).filter(
      (range) => !/^(?:npm:(?:@[\w-]+\/)?[\w-]+@)?[~^]?\d+(?:\.\d+){0,2}$/.test(range),
    );
    expect(ranges).toEqual([]);
  });

  test('runs a script of its own only where that is allowed by name', () => {
    const { allowScripts } = readJson('package.json') as { allowScripts: Record<string, boolean> };
    const running = installed
      .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
      .map(([path]) => nameIn(path));
    expect([...new Set(running)].filter((name) => !allowScripts[name])).toEqual([]);
  });

  test('is not put there in its first days', () => {
    const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8')) as {
      updates: { cooldown?: Record<string, number> }[];
    };
    expect(updates.map(({ cooldown }) => cooldown?.['default-days'] ?? 0).every((days) => days >= 7)).toBe(true);
  });

  test('is installed as locked wherever a program installs it', () => {
    const files = [...globSync('.github/workflows/*.yml'), '.ci/run'];
    const commands = files.flatMap((file) => readFileSync(file, 'utf8').match(/^.*\bnpm (?:ci|install|i|add)\b.*$/gm) ?? []);
    expect(commands.length).toBeGreaterThan(1);
    expect(commands.filter((command) => !/\bnpm ci\b/.test(command))).toEqual([]);
  });
});
