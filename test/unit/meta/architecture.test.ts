import { describe, expect, test } from 'vitest';
import { packageOf, resolveImport, type SourceFile, sourceFiles, sourcesIn } from './source-files.ts';

/** Domain files with side effects, and their reasons. All others are pure. */
const ADAPTERS: readonly (readonly [RegExp, string])[] = [
  [/^registry\/content\/disk\.ts$/, 'reads the content folder'],
  [/^registry\/content\/make-folder\.ts$/, 'makes folders for those that write'],
  [/^registry\/build\/folders\.ts$/, 'looks at the folders that a build is told'],
  [/^registry\/content\/git-history\.ts$/, 'reads the dates of records from git'],
  [/^registry\/content\/text-store\.ts$/, 'keeps on the disk what is too much for memory'],
  [/^registry\/content\/kept-files\.ts$/, 'keeps what is dear to make for the next time'],
  [/^registry\/search\/meilisearch\/server\/[a-z-]+\.ts$/, 'speaks to Meilisearch'],
  [/^registry\/search\/demand-file\.ts$/, 'counts questions without an answer in a file'],
  [/^registry\/forge\/git\/[a-z-]+\.ts$/, 'keeps proposals in a local repository'],
  [/^registry\/forge\/github\/[a-z-]+\.ts$/, 'keeps proposals on GitHub'],
  [/^registry\/federation\/fetch\/[a-z-]+\.ts$/, 'reads other registries'],
  [/^registry\/federation\/store\/[a-z-]+\.ts$/, 'keeps what is held of other registries'],
  [/^registry\/pack\/format\/pdf\.ts$/, 'reads the fonts that Typst sets a pack with'],
  [/^registry\/outbox\/(?:sqlite|postgres)[a-z-]*\.ts$/, 'keeps the outbox in a database'],
];

/** Only adapters may import these; modules that only compute (node:path, node:crypto, node:url) are free. */
const OUTSIDE =
  /^(?:node:(?:fs|fs\/promises|child_process|net|http|https|http2|dgram|dns|os|worker_threads|sqlite|cluster|process)|@octokit\/.*|octokit|meilisearch|pg|better-sqlite3|express)$/;

/** Programs and configuration: the only files that read the environment. All others get their settings as parameters. */
const COMPOSITION_ROOTS = [
  'api/check-environment.ts',
  'api/main.ts',
  'scripts/bench/indexing.ts',
  'scripts/bench/relevance.ts',
  'scripts/bench/search-static.ts',
  'scripts/bench/searching.ts',
  'scripts/build-if-needed.ts',
  'scripts/build-site.ts',
  'scripts/dev.ts',
  'scripts/registry.ts',
  'site/src/lib/environment.ts',
];

const importsOf = ({ path, imports }: SourceFile) => imports.map(({ specifier }) => resolveImport(specifier, path) ?? specifier);
const product = sourcesIn('registry', 'api', 'scripts', 'site');

test('the rules below look at all of the code', () => {
  for (const folder of ['registry', 'api', 'scripts', 'site']) expect(sourcesIn(folder).length, folder).toBeGreaterThan(3);
  expect(sourceFiles.get('site/src/pages/[locale]/search.astro')!.imports.length).toBeGreaterThan(5);
  expect(sourceFiles.get('api/main.ts')!.globals).toContain('process.env');
});

test('every import of a file of ours leads to a file', () => {
  const broken = [...sourceFiles.values()].flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier }) => {
      const target = resolveImport(specifier, path);
      return target === undefined || !target.endsWith('.ts') || sourceFiles.has(target) ? [] : [`${path} imports ${specifier}`];
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

/** Where the product may open a connection, and to whom; an address that somebody else gave is asked in the first place only. */
const CONNECTING: readonly (readonly [RegExp, string])[] = [
  [/^registry\/federation\/fetch\//, 'other registries, at addresses that are checked'],
  [/^registry\/forge\/github\//, 'the forge that the environment names'],
  [/^registry\/search\/meilisearch\/server\//, 'the search server that the environment names'],
  [/^registry\/outbox\/postgres\.ts /, 'the database that the environment names'],
  [/^api\/server\.ts /, 'nobody: it listens'],
  [/^site\/src\/scripts\//, 'the page’s own site, or the search server that its policy names'],
  [/^scripts\/bench\//, 'servers that it has started'],
];

test('no code opens a connection to an address from outside but the one that checks it', () => {
  const NETWORK =
    /^(?:node:(?:net|http|https|http2|tls|dgram|dns|dns\/promises|inspector)|undici|ws|got|axios|ky|node-fetch|@octokit\/(?!webhooks-methods).*|octokit|meilisearch|pg)$/;
  const found = product.flatMap(({ path, imports, globals }) => [
    ...imports
      .filter(({ specifier, isTypeOnly }) => !isTypeOnly && NETWORK.test(specifier))
      .map(({ specifier }) => `${path} imports ${specifier}`),
    ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']
      .filter((name) => globals.has(name))
      .map((name) => `${path} uses ${name}`),
  ]);
  const isAllowed = (line: string) => CONNECTING.some(([pattern]) => pattern.test(line));
  expect(found.filter((line) => !isAllowed(line))).toEqual([]);
  // The test sees what it looks for.
  expect(found).toContain('registry/federation/fetch/get.ts imports node:https');
  expect(found).toContain('site/src/scripts/submit/live-check.ts uses fetch');
});

describe('what runs in readers’ browsers', () => {
  const reached = new Set<string>();
  const queue = sourcesIn('site/src/scripts').map(({ path }) => path);
  while (queue.length > 0) {
    const path = queue.pop()!;
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { specifier, isTypeOnly } of sourceFiles.get(path)?.imports ?? []) {
      const target = isTypeOnly ? undefined : resolveImport(specifier, path);
      if (target !== undefined) queue.push(target);
    }
  }

  test('is its own scripts and pure files of the domain', () => {
    expect(reached).toContain('registry/search/embedded.ts');
    const impure = [...reached].filter(
      (path) => !/^(?:site\/src\/scripts|registry)\//.test(path) || ADAPTERS.some(([pattern]) => pattern.test(path)),
    );
    expect(impure).toEqual([]);
  });

  test('needs no Node and no package but the small Zod', () => {
    const packages = [...reached].flatMap((path) =>
      (sourceFiles.get(path)?.imports ?? [])
        .filter(({ isTypeOnly, specifier }) => !isTypeOnly && resolveImport(specifier, path) === undefined)
        .map(({ specifier }) => specifier),
    );
    expect([...new Set(packages)].filter((specifier) => !/^zod\/mini$/.test(specifier))).toEqual([]);
    expect(
      [...reached].filter((path) => [...sourceFiles.get(path)!.globals].some((name) => name.startsWith('process.'))),
    ).toEqual([]);
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
  expect([...sourceFiles.keys()].filter((path) => /\/(?:utils?|helpers?|services?|common|misc|shared)\//.test(path))).toEqual([]);
});

/**
 * The folders of the domain, lowest first: a file may import from its own folder and from those before it. A folder includes
 * its `rules/`; a file at the top counts as a folder.
 */
const ROOMS = [
  ...[
    'address',
    'schema',
    'search/analysis',
    'country',
    'photo',
    'number',
    'finding',
    'content',
    'content/yaml-edit',
    'markdown',
  ],
  ...[
    'settings.ts',
    'source',
    'vocabulary',
    'style',
    'locale',
    'record',
    'case',
    'method',
    'lab',
    'session',
    'comment',
    'commitment',
    'review',
    'kinds.ts',
    'registry.ts',
    'addresses.ts',
    'lineage',
    'reuse',
  ],
  ...[
    'page',
    'chart',
    'case/page',
    'method/page',
    'comment/page',
    'commitment/page',
    'session/page',
    'compare',
    'read.ts',
    'check.ts',
    'publish.ts',
    'pack',
    'pack/format',
    'import',
    'contracts',
    'publication',
  ],
  ...['variables.ts', 'search', 'search/meilisearch', 'search/meilisearch/server'],
  ...[
    'forge',
    'forge/git',
    'forge/github',
    'submission',
    'submission/draft',
    'submission/check',
    'submission/form',
    'submission/file',
  ],
  ...['outbox', 'review/deciding', 'delivery'],
  ...['federation/fetch', 'federation', 'federation/doors', 'federation/page', 'federation/store'],
  ...['build'],
];

/** Imports in the wrong direction, and why each is accepted. Their number may only fall. */
const CLIMBS: Readonly<Record<string, string>> = {
  'finding > content': 'a message shows blanks that nobody sees, by the one list of such characters',
  'finding > locale': 'a finding is described in the words of a locale, whose own rules make findings',
  'search > search/meilisearch': 'the embedded engine and the server are chosen in one place',
  'search > search/meilisearch/server': 'the same place says which settings the server needs',
  'submission > submission/draft': 'the pattern of what a correction may remove is made from the schema of a case',
  'submission/draft > submission/check': 'a draft is held against the rules while it is made',
};

const roomOf = (path: string) => {
  const folder = path
    .replace(/^registry\//, '')
    .split('/')
    .slice(0, -1)
    .join('/')
    .replace(/\/rules$/, '');
  return folder || path.split('/').at(-1)!;
};

describe('the rooms of the domain', () => {
  const arrows = sourcesIn('registry').flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('registry/'))
      .map((target) => ({ from: file.path, to: target, arrow: `${roomOf(file.path)} > ${roomOf(target)}` }))
      .filter(({ from, to }) => roomOf(from) !== roomOf(to)),
  );

  test('are all in the order of rooms', () => {
    expect([...new Set(sourcesIn('registry').map(({ path }) => roomOf(path)))].toSorted()).toEqual(ROOMS.toSorted());
  });

  test('climb back up nine times at most, and only where it is said why', () => {
    const climbs = new Set(
      arrows
        .map(({ arrow }) => arrow)
        .filter((arrow) => {
          const [from, to] = arrow.split(' > ') as [string, string];
          return ROOMS.indexOf(to) > ROOMS.indexOf(from);
        }),
    );
    expect([...climbs].toSorted()).toEqual(Object.keys(CLIMBS).toSorted());
    expect(climbs.size).toBeLessThanOrEqual(9);
  });

  test('no files import each other in a circle, not even types', () => {
    const imported = new Map(sourcesIn('registry').map((file) => [file.path, importsOf(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' > '));
      if (way.includes(path) || done.has(path)) return;
      for (const target of imported.get(path) ?? []) visit(target, [...way, path]);
      done.add(path);
    };
    for (const path of imported.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  test('what every record is knows no kind of record', () => {
    const known = arrows.filter(
      ({ from, arrow }) => from.startsWith('registry/record/') && / > (?:case|method|lab|kinds)/.test(arrow),
    );
    expect(known.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    const rooms = new Set(arrows.filter(({ from }) => from.startsWith('registry/record/')).map(({ arrow }) => arrow));
    expect(rooms.size).toBeGreaterThan(3);
  });
});

test('files are named in lower case by what they hold, and no file only hands on others', () => {
  const names = [...sourceFiles.keys()].filter(
    (path) =>
      path.endsWith('.ts') &&
      !/^(?:[a-z0-9]+(?:[.-][a-z0-9]+)*|\[(?:\.\.\.)?[a-zA-Z]+\](?:\.\[?[a-z]+\]?)*)\.ts$/.test(path.split('/').at(-1)!),
  );
  expect(names).toEqual([]);
  expect([...sourceFiles.keys()].filter((path) => /^(?:registry|api|scripts)\/.*\/index\.ts$/.test(path))).toEqual([]);
});
