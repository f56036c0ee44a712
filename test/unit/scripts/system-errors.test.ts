import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { describeSystemError } from '#registry/content/system-error.ts';
import { commands } from '../../../scripts/run.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

/** Calls of each command that the system does not let end well: `file` is a file, `cases`, `methods` and `labs` of the content too. */
const CALLS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  check: [
    ['--content', 'file/content'],
    ['--content', 'file'],
  ],
  stamp: [['--content', 'file']],
  'new-record': [['method', 'mesa-sectorial', '--language', 'es']],
  'new-case': [['ecuador-loja', '--country', 'ECU', '--language', 'es']],
  migrate: [['--content', 'file/content']],
  contracts: [['--out', 'file']],
  index: [['status', '--url', 'http://127.0.0.1:9']],
  demand: [
    ['--file', 'file/demand.json'],
    ['--file', 'folder'],
    ['--file', 'file'],
  ],
  lab: [
    ['add', 'mi-lab', '--name', 'Red', '--type', 'network'],
    ['token', 'mi-lab', '--outbox', 'file/outbox.sqlite'],
    ['revoke', 'mi-lab', 'abc', '--outbox', 'folder'],
  ],
  due: [['--content', 'file']],
  letter: [
    ['mi-lab', '--out', 'file/letter.pdf'],
    ['mi-lab', '--out', 'folder'],
  ],
  template: [
    ['case', '--out', 'file'],
    ['case', '--out', 'file/templates'],
  ],
  import: [['none.docx'], ['folder'], ['file/cases.xlsx']],
  federation: [
    ['status', '--outbox', 'file/outbox.sqlite'],
    ['add', 'sur', 'https://127.0.0.1:9'],
  ],
  outbox: [
    ['list', '--outbox', 'folder'],
    ['show', 'abc', '--outbox', 'file/outbox.sqlite'],
  ],
  proposal: [['list']],
  reviewer: [['token', 'rita', '--outbox', 'file/outbox.sqlite']],
  session: [['compile', 'none', '--out', 'file']],
  init: [
    ['--country', 'PRT', '--out', 'file'],
    ['--country', 'PRT', '--out', 'file/registry'],
  ],
  upgrade: [['v1.0.0']],
};

test('every command is called', () => expect(Object.keys(CALLS).toSorted()).toEqual(Object.keys(commands).toSorted()));

describe('what the system says is told in a sentence', () => {
  let cwd: string;
  beforeEach(async () => {
    cwd = await onDisk(await readFixtureRegistry());
    await writeFile(join(cwd, 'file'), 'x');
    await mkdir(join(cwd, 'folder'));
    for (const folder of ['cases', 'methods', 'labs']) {
      await rm(join(cwd, 'content', folder), { recursive: true });
      await writeFile(join(cwd, 'content', folder), '');
    }
  });

  test.each(Object.entries(CALLS).flatMap(([name, calls]) => calls.map((call) => [name, ...call].join(' '))))(
    '%s',
    async (call) => {
      const [name, ...args] = call.split(' ') as [string, ...string[]];
      const { code, stderr } = await run(cwd, [name, ...args]);
      expect(code, stderr).toBeGreaterThanOrEqual(1);
      expect(stderr).toMatch(/\S+ \S+/);
      expect(stderr).not.toMatch(/\bE[A-Z]{4,}\b|\bE(?:IO|PERM)\b|^\s+at |undefined|\[object/m);
    },
  );
});

test.each([
  ['letter', 'test-lab', '--format', 'md', '--out', 'file/letter.md'],
  ...(process.platform === 'linux' ? [['letter', 'test-lab', '--format', 'md', '--out', '/dev/full']] : []),
  ['session', 'compile', 'lunch-2027', '--format', 'md', '--out', 'file'],
])('%s %s is not written where the system refuses it, and says why', async (...args) => {
  const cwd = await onDisk(await readFixtureRegistry());
  await writeFile(join(cwd, 'file'), 'x');
  const { code, stderr } = await run(cwd, args);
  expect(code, stderr).toBe(3);
  expect(stderr).toMatch(/no folder\.|disk that is full/);
});

test.each([
  ['EACCES', 'permission'],
  ['EROFS', 'only be read'],
  ['ENOSPC', 'full'],
  ['ENOTDIR', 'no folder'],
  ['ENOENT', 'not there'],
])('%s is said with its file and what it means', (code, meaning) => {
  const error = Object.assign(new Error(`${code}: something, open '/a/b'`), { code, path: '/a/b' });
  expect(describeSystemError(error)).toMatch(new RegExp(`^/a/b .*${meaning}.*\\.$`));
  expect(describeSystemError(new Error('Around it', { cause: error }))).toContain(meaning);
});

test('a program that is not there is named, and what is no error of the system is none', () => {
  const error = Object.assign(new Error('spawn git ENOENT'), { code: 'ENOENT', path: 'git', syscall: 'spawn git' });
  expect(describeSystemError(error)).toBe('git cannot be started here: is it installed?');
  expect(describeSystemError(new Error('Something else'))).toBeUndefined();
});
