import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHistory } from '#registry/content/git-history.ts';
import { versionOf } from '#registry/record/version.ts';
import type { RegistryRecord } from '#registry/record/record.ts';

let folder: string;
const git = (args: string[], date?: string) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@a.example', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...(date === undefined ? {} : { GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date }) },
  }).trim();
const commit = async (file: string, text: string, date: string) => {
  await writeFile(join(folder, file), text);
  git(['add', '.']);
  git(['commit', '--quiet', '-m', text], date);
  return git(['rev-parse', 'HEAD']);
};
const record = { file: 'a.md', translations: new Map([['pt', { file: 'b.md' }]]), digest: 'digest' } as unknown as RegistryRecord;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'));
  git(['init', '--quiet', '--initial-branch=main']);
});
afterAll(async () => await rm(folder, { recursive: true }));

test('commits of different zones have their order and their days in one', async () => {
  await commit('a.md', 'one', '2026-01-02T00:30:00+02:00');
  const later = await commit('a.md', 'two', '2026-01-01T20:00:00-03:00');
  const dates = (await readHistory(folder)).get('a.md')!.map(({ date }) => date);
  expect(dates).toEqual(['2026-01-01T23:00:00.000Z', '2026-01-01T22:30:00.000Z']);
  expect(dates).toEqual(dates.toSorted().toReversed());
  await commit('b.md', 'um', '2026-01-01T23:30:00+01:00');
  expect(versionOf(record, await readHistory(folder))).toBe(later.slice(0, 10));
});

test('a record with changes that are no commit is named by its words, in whichever language they are', async () => {
  await writeFile(join(folder, 'b.md'), 'dois');
  const history = await readHistory(folder);
  expect(versionOf(record, history)).toBe('digest');
  expect(history.get('a.md')![0]).not.toHaveProperty('isBehind');
  git(['checkout', '--quiet', '--', '.']);
  expect(versionOf(record, await readHistory(folder))).not.toBe('digest');
});
