import { describe, expect, test } from 'vitest';
import { packageOf, resolveImport, type SourceFile, sources, sourcesIn } from './source-files.ts';

/** Files of the domain that touch the world outside, and what for. All others are pure. */
const ADAPTERS: readonly (readonly [RegExp, string])[] = [
  [/^registry\/content\/disk\.ts$/, 'reads the content folder'],
  [/^registry\/content\/git-history\.ts$/, 'reads the dates of records from git'],
  [/^registry\/search\/meilisearch\/server\/[a-z-]+\.ts$/, 'speaks to Meilisearch'],
  [/^registry\/forge\/git\/[a-z-]+\.ts$/, 'keeps proposals in a local repository'],
  [/^registry\/forge\/github\/[a-z-]+\.ts$/, 'keeps proposals on GitHub'],
  [/^registry\/outbox\/(?:sqlite|postgres)[a-z-]*\.ts$/, 'keeps the outbox in a database'],
];

/** Only these may be imported by adapters alone; what only computes (node:path, node:crypto, node:url) is free. */
const OUTSIDE =
  /^(?:node:(?:fs|fs\/promises|child_process|net|http|https|http2|dgram|dns|os|worker_threads|sqlite|cluster|process)|@octokit\/.*|octokit|meilisearch|pg|better-sqlite3|express)$/;

/** Programs and configuration: the only places that read the environment. Everything else is given what it needs. */
const COMPOSITION_ROOTS = [
  'api/main.ts',
  'scripts/bench/indexing.ts',
  'scripts/bench/relevance.ts',
  'scripts/bench/searching.ts',
  'scripts/build-if-needed.ts',
  'scripts/dev.ts',
  'scripts/registry.ts',
  'site/astro.config.ts',
  'site/src/lib/environment.ts',
];

const importsOf = ({ path, imports }: SourceFile) => imports.map(({ specifier }) => resolveImport(specifier, path) ?? specifier);
const product = sourcesIn('registry', 'api', 'scripts', 'site');

test('the rules below look at all of the code', () => {
  for (const folder of ['registry', 'api', 'scripts', 'site']) expect(sourcesIn(folder).length, folder).toBeGreaterThan(3);
  expect(sources.get('site/src/pages/[locale]/search.astro')!.imports.length).toBeGreaterThan(5);
  expect(sources.get('api/main.ts')!.globals).toContain('process.env');
});

test('every import of a file of ours leads to a file', () => {
  const broken = [...sources.values()].flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier }) => {
      const target = resolveImport(specifier, path);
      return target === undefined || !target.endsWith('.ts') || sources.has(target) ? [] : [`${path} imports ${specifier}`];
    }),
  );
  expect(broken).toEqual([]);
});

describe('the domain', () => {
  test('imports nothing from those who use it', () => {
    const found = sourcesIn('registry').flatMap((file) =>
      importsOf(file).flatMap((target) =>
        /^(?:site|api|scripts|test)\//.test(target) ? [`${file.path} imports ${target}`] : [],
      ),
    );
    expect(found).toEqual([]);
  });

  test('reads no environment and prints nothing', () => {
    const found = sourcesIn('registry').flatMap(({ path, globals }) =>
      [...globals]
        .filter((name) => /^console\.|^process\.(?:env|stdout|stderr|argv|exit|cwd)$/.test(name))
        .map((name) => `${path} uses ${name}`),
    );
    expect(found).toEqual([]);
  });

  test('touches files, processes, networks and databases only in adapters', () => {
    const found = sourcesIn('registry')
      .filter(({ path }) => !ADAPTERS.some(([pattern]) => pattern.test(path)))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier, isTypeOnly }) => !isTypeOnly && OUTSIDE.test(specifier))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );
    expect(found).toEqual([]);
  });
});

describe('what runs in readers’ browsers', () => {
  const reached = new Set<string>();
  const queue = sourcesIn('site/src/scripts').map(({ path }) => path);
  while (queue.length > 0) {
    const path = queue.pop()!;
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { specifier, isTypeOnly } of sources.get(path)?.imports ?? []) {
      const target = isTypeOnly ? undefined : resolveImport(specifier, path);
      if (target !== undefined) queue.push(target);
    }
  }

  test('is its own scripts and pure files of the domain', () => {
    expect(reached).toContain('registry/search/minisearch.ts');
    const impure = [...reached].filter(
      (path) => !/^(?:site\/src\/scripts|registry)\//.test(path) || ADAPTERS.some(([pattern]) => pattern.test(path)),
    );
    expect(impure).toEqual([]);
  });

  test('needs no Node and no package but the search engine and the small Zod', () => {
    const packages = [...reached].flatMap((path) =>
      (sources.get(path)?.imports ?? [])
        .filter(({ isTypeOnly, specifier }) => !isTypeOnly && resolveImport(specifier, path) === undefined)
        .map(({ specifier }) => specifier),
    );
    expect([...new Set(packages)].filter((specifier) => !/^(?:minisearch(?:\/.*)?|zod\/mini)$/.test(specifier))).toEqual([]);
    expect([...reached].filter((path) => [...sources.get(path)!.globals].some((name) => name.startsWith('process.')))).toEqual(
      [],
    );
  });
});

test('server, site and command line do not import each other', () => {
  const folders = ['api', 'scripts', 'site'];
  const found = folders.flatMap((own) =>
    sourcesIn(own).flatMap((file) =>
      importsOf(file).flatMap((target) =>
        folders.some((other) => other !== own && target.startsWith(`${other}/`)) ? [`${file.path} imports ${target}`] : [],
      ),
    ),
  );
  expect(found).toEqual([]);
});

test('only composition roots read the environment, and all of them do', () => {
  const reading = product.filter(({ globals }) => globals.has('process.env')).map(({ path }) => path);
  expect(reading.toSorted()).toEqual(COMPOSITION_ROOTS.toSorted());
});

test('the product imports nothing of its tests', () => {
  const found = product.flatMap((file) =>
    importsOf(file).flatMap((target) =>
      /^test\//.test(target) || packageOf(target) === 'vitest' ? [`${file.path} imports ${target}`] : [],
    ),
  );
  expect(found).toEqual([]);
});

test('no folder says only what kind of code it holds', () => {
  expect([...sources.keys()].filter((path) => /\/(?:utils?|helpers?|services?|common|misc|shared)\//.test(path))).toEqual([]);
});

test('files are named in lower case by what they hold, and no file only hands on others', () => {
  const names = [...sources.keys()].filter(
    (path) =>
      path.endsWith('.ts') &&
      !/^(?:[a-z0-9]+(?:[.-][a-z0-9]+)*|\[[a-zA-Z]+\](?:\.\[?[a-z]+\]?)*)\.ts$/.test(path.split('/').at(-1)!),
  );
  expect(names).toEqual([]);
  expect([...sources.keys()].filter((path) => /^(?:registry|api|scripts)\/.*\/index\.ts$/.test(path))).toEqual([]);
});
