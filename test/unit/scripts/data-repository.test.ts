import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitIn, makeCodeRepository } from '../../fixtures/code-repository.ts';
import { run } from './scratch.ts';

let root: string;
let code: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'data-repository-'));
  code = await makeCodeRepository(root, ['v0.2.0', 'v0.3.0', 'v0.4.0']);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A registry as `init` makes it, committed. */
async function initialised(name: string, ...more: string[]) {
  const folder = join(root, name);
  const said = await run(root, [
    'init',
    '--country',
    'PRT',
    '--out',
    folder,
    '--locales',
    'pt,es,en',
    '--repository',
    code,
    ...more,
  ]);
  const git = gitIn(folder);
  return { folder, said, git, file: (path: string) => readFileSync(join(folder, path), 'utf8') };
}

/** Runs a script of the registry's package.json, as npm does. */
const script = (folder: string, args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; output: string }>((done) => {
    const author = { GIT_AUTHOR_NAME: 'Ana', GIT_AUTHOR_EMAIL: 'ana@example.org' };
    const committer = { GIT_COMMITTER_NAME: 'Ana', GIT_COMMITTER_EMAIL: 'ana@example.org' };
    execFile(
      'npm',
      [...args],
      { cwd: folder, env: { ...process.env, LANG: 'en_GB.UTF-8', npm_config_offline: 'true', ...author, ...committer, ...env } },
      (error, stdout, stderr) => done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });

/** A digest of every file that is not of git or of the code. */
const digests = (folder: string) =>
  Object.fromEntries(
    globSync(['**/*', '.github/**/*'], { cwd: folder, withFileTypes: true, exclude: ['node_modules', '.code'] })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

test('a registry of your own is made with one command, is in order, and reads the one that it was made from', async () => {
  const started = performance.now();
  const { folder, said, file } = await initialised(
    'fresh',
    '--upstream',
    'https://loquefunciona.example/es/',
    '--release',
    'v0.2.0',
  );
  expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('npm install, npm start') as string });
  expect(await run(folder, ['check'])).toMatchObject({ code: 0, stdout: 'All in order.\n' });
  console.info(`init and check: ${((performance.now() - started) / 1000).toFixed(1)} s (wanted: 10 s)`);
  expect(file('content/registry.yml')).toContain('name: O que funciona Portugal');
  expect(file('content/registry.yml')).toContain(`repository: ${code}`);
  expect(file('content/peers.yml')).toContain('registry: https://loquefunciona.example\n');
  for (const path of [
    'README.md',
    'CODEOWNERS',
    'compose.yml',
    '.github/workflows/check.yml',
    '.github/workflows/publish.yml',
    'content/LICENSE',
  ])
    expect(file(path), path).not.toMatch(/\{(?:name|code|repository)\}/);
  expect(file('CODEOWNERS')).toContain('/content/cases/prt/');
  // What the workflows and the compose file run is there.
  const { scripts } = JSON.parse(file('package.json')) as { scripts: Record<string, string> };
  const called = [
    ...`${file('README.md')}${file('compose.yml')}${file('.github/workflows/check.yml')}${file('.github/workflows/publish.yml')}`.matchAll(
      /npm run (\w+)/g,
    ),
  ];
  for (const [, name] of called) expect(Object.keys(scripts)).toContain(name);

  expect((await run(root, ['init', '--country', 'PRT', '--out', folder])).stderr).toContain('is not empty');
  expect((await run(root, ['init', '--country', 'XXZ', '--out', 'x'])).stderr).toContain('is not an ISO 3166-1');
  expect((await run(root, ['init', '--country', 'PRT', '--out', 'x', '--locales', 'qu'])).stderr).toContain(
    'There is no locale "qu"',
  );
  expect(existsSync(join(root, 'x'))).toBe(false);
});

test('a release that the code has not is told in a sentence, with what to do', async () => {
  const { folder } = await initialised('unreleased', '--release', 'v9.9.9');
  const { code: status, output } = await script(folder, ['install']);
  expect(status).not.toBe(0);
  expect(output).toContain(`${code} gave no release v9.9.9; git says why above. If it has none yet, name another`);
});

test('it fetches the release that it names, and runs it from its own folder', async () => {
  const { folder, git } = await initialised('running', '--release', 'v0.3.0');
  expect(await script(folder, ['install'])).toMatchObject({ code: 0 });
  expect(gitIn(join(folder, '.code'))('describe', '--tags')).toBe('v0.3.0');
  expect(await script(folder, ['run', '-s', 'check'])).toMatchObject({ code: 0, output: 'All in order.\n' });
  // Paths are those of the folder, wherever the code is.
  const started = await script(folder, ['run', '-s', 'registry', '--', 'new-record', 'lab', 'laboratorio', '--language', 'pt']);
  expect(started.output).toBe('content/labs/laboratorio/index.md\n');
  git('add', '.');
  expect(git('diff', '--cached', '--name-only').split('\n')).not.toContain(expect.stringContaining('.code') as string);
});

/** A case of the first schema, which releases of today cannot read. */
const OLD = `---
language: pt
title: Balcão único
summary: Um balcão juntou cinco pedidos.
problem: Como abrir uma loja sem cinco visitas?
places: [{ country: PRT }]
level: city
period: { start: 2019 }
lifecycle: implemented
kind: case
challenges: [administrative-burden]
instruments: [simplification]
sectors: [public-administration]
actors: [{ name: Câmara, role: lead, type: subnational-government }]
steward: laboratorio
compiled: { by: laboratorio, on: '2026-01-02', from: first-hand }
outcome: unknown
outcomeBasis: none
evidence: { strength: 0, kind: narrative, note: Contado pela câmara. }
lessons:
  - id: one-desk
    kind: works
    text: Um só balcão ordena todos.
    sources: [{ id: relatorio, locator: page 5 }]
sources: [{ id: relatorio, locator: page 1-9 }]
reviewBy: '2027-01-02'
---

## Contexto

Eram cinco balcões.
`;

test('an upgrade over two releases brings old files over, touches nothing else, and is one commit', async () => {
  const { folder, git, file } = await initialised('old', '--release', 'v0.2.0');
  await mkdir(join(folder, 'content/cases/prt/portugal-old-desk'), { recursive: true });
  await writeFile(join(folder, 'content/cases/prt/portugal-old-desk/index.md'), OLD);
  await mkdir(join(folder, 'content/labs/laboratorio'), { recursive: true });
  await writeFile(
    join(folder, 'content/labs/laboratorio/index.md'),
    '---\nlanguage: pt\nname: Laboratório\ntype: government-lab\nstatus: member\ntext: Um laboratório.\n---\n',
  );
  await mkdir(join(folder, 'content/vocabularies'));
  await writeFile(
    join(folder, 'content/vocabularies/instruments.yml'),
    '# Os nossos\nconcepts:\n  - id: mutirao\n    label: { pt: Mutirão, es: Trabajo vecinal, en: Neighbours’ work }\n',
  );
  await writeFile(
    join(folder, 'content/sources.yml'),
    '- { id: relatorio, type: report, title: Relatório, language: pt, author: [{ literal: Câmara }], issued: 2020, interest: official, read: full, URL: https://camara.example/r.pdf }\n',
  );
  await appendFile(join(folder, 'content/registry.yml'), '# Uma nota nossa\n');
  git('add', '.');
  git('commit', '-qm', 'O que temos');
  const before = digests(folder);

  await writeFile(join(folder, 'content/redirects.yml'), '{}\n');
  expect((await script(folder, ['run', '-s', 'upgrade', '--', 'v0.4.0'])).output).toContain('Commit what you have changed first');
  await rm(join(folder, 'content/redirects.yml'));
  expect((await script(folder, ['run', '-s', 'upgrade', '--', 'newest'])).code).toBe(3);

  const done = await script(folder, ['run', '-s', 'upgrade', '--', 'v0.4.0']);
  expect(done).toEqual({
    code: 0,
    output: '1 changed, 0 already up to date\nv0.4.0 runs here now. Look at the commit, then push it.\n',
  });
  expect(git('log', '--format=%s')).toBe('Run v0.4.0 instead of v0.2.0\nO que temos');
  expect(git('status', '--porcelain')).toBe('');
  expect(gitIn(join(folder, '.code'))('describe', '--tags')).toBe('v0.4.0');
  const after = digests(folder);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => before[path] !== after[path]);
  expect(changed.toSorted()).toEqual(['content/cases/prt/portugal-old-desk/index.md', 'content/registry.yml']);
  expect(
    git('diff', '--unified=0', 'HEAD~1', '--', 'content/registry.yml')
      .split('\n')
      .filter((line) => /^[+-] /.test(line)),
  ).toEqual(['-  release: v0.2.0', '+  release: v0.4.0']);
  expect(file('content/registry.yml')).toContain('# Uma nota nossa');
  expect((await script(folder, ['run', '-s', 'check'])).code).toBe(0);

  // Once more changes nothing; going back is going back in git, and runs what that commit names.
  expect((await script(folder, ['run', '-s', 'upgrade', '--', 'v0.4.0'])).output).toContain('v0.4.0 is what runs already.');
  git('revert', '--no-edit', 'HEAD');
  expect((await script(folder, ['run', '-s', 'check'])).code).toBe(1);
  expect(gitIn(join(folder, '.code'))('describe', '--tags')).toBe('v0.2.0');
});

test('with a release that finds errors nothing is committed', async () => {
  const { folder, git } = await initialised('broken', '--release', 'v0.2.0');
  await mkdir(join(folder, 'content/labs/laboratorio'), { recursive: true });
  await writeFile(join(folder, 'content/labs/laboratorio/index.md'), '---\nlanguage: pt\nname: Laboratório\n---\n');
  git('add', '.');
  git('commit', '-qm', 'O que temos');
  const { code: exit, output } = await script(folder, ['run', '-s', 'upgrade', '--', 'v0.3.0']);
  expect(exit).toBe(1);
  expect(output).toContain('nothing is committed');
  expect(git('log', '--format=%s')).toBe('O que temos');
});

test('a copy of the code on this machine is run instead of a release, and nothing is fetched', async () => {
  const { folder } = await initialised('copy', '--release', 'v9.9.9');
  const env = { CODE_DIR: resolve('.') };
  expect(await script(folder, ['install'], env)).toMatchObject({ code: 0 });
  expect(await script(folder, ['run', '-s', 'check'], env)).toMatchObject({ code: 0, output: 'All in order.\n' });
  expect(existsSync(join(folder, '.code'))).toBe(false);
  expect((await script(folder, ['run', '-s', 'check'])).code).not.toBe(0);
});
