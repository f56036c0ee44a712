import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ObjectReader, openObjectReader } from '#registry/forge/git/object-reader.ts';

let dir: string;
let reader: ObjectReader;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], { cwd: dir, encoding: 'utf8' }).trim();
const commit = (text: string) => {
  writeFileSync(join(dir, 'file.md'), text);
  git('add', '--all');
  git('commit', '--quiet', '--message=One');
  return git('rev-parse', 'HEAD');
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'object-reader-'));
  git('init', '--quiet', '--initial-branch=main');
  reader = openObjectReader(dir);
});
afterEach(() => {
  reader.close();
  rmSync(dir, { recursive: true });
});

test('answers many questions at once, each with its own answer', async () => {
  const long = 'Ñandú, largo.\n'.repeat(100_000);
  const tip = commit(long);
  const asked = await Promise.all([
    reader.find('refs/heads/main^{commit}'),
    reader.read('refs/heads/main:file.md'),
    reader.read('refs/heads/main:other.md'),
    reader.find('refs/heads/main:file.md'),
    reader.find('refs/heads/no such branch'),
    reader.read('refs/heads/main^{tree}'),
  ]);
  expect(asked[0]).toMatchObject({ id: tip, type: 'commit' });
  expect(asked[1]!.bytes.toString()).toBe(long);
  expect([asked[2], asked[4]]).toEqual([undefined, undefined]);
  expect(asked[3]).toMatchObject({ id: asked[1]!.id, type: 'blob', size: Buffer.byteLength(long) });
  expect(asked[5]!.bytes.toString('latin1')).toContain('100644 file.md\0');
});

test('sees what others do in the repository meanwhile', async () => {
  expect(await reader.find('refs/heads/main^{commit}')).toBeUndefined();
  const first = commit('One');
  expect((await reader.find('refs/heads/main^{commit}'))?.id).toBe(first);
  git('pack-refs', '--all');
  git('gc', '--quiet', '--prune=now');
  expect((await reader.read(`${first}:file.md`))?.bytes.toString()).toBe('One');
  const second = commit('Two');
  git('gc', '--quiet', '--prune=now');
  expect((await reader.find('refs/heads/main^{commit}'))?.id).toBe(second);
  expect((await reader.read('refs/heads/main:file.md'))?.bytes.toString()).toBe('Two');
});

test('a name cannot bring a second question along', async () => {
  commit('One');
  await expect(reader.find('refs/heads/main\ninfo HEAD')).rejects.toMatchObject({ name: 'Unavailable' });
  expect(await reader.find('refs/heads/main')).toBeDefined();
});

test('a git that is killed or silent is one failed question, and the next starts another', async () => {
  const tip = commit('One');
  const script = join(dir, 'git.sh');
  const program = (how: string) => writeFileSync(script, `#!/bin/sh\n${how}\n`, { mode: 0o755 });
  const strange = openObjectReader(dir, { program: script, timeout: 5_000 });
  program('echo "fatal: broken" >&2; exit 3');
  await expect(strange.find('HEAD')).rejects.toMatchObject({ name: 'Unavailable', message: expect.stringContaining('broken') });
  program('exec sleep 600');
  await expect(Promise.all([strange.find('HEAD'), strange.find('HEAD')])).rejects.toMatchObject({ name: 'Unavailable' });
  program('exec git "$@"');
  expect((await strange.find('HEAD'))?.id).toBe(tip);
  strange.close();
  expect((await strange.find('HEAD'))?.id).toBe(tip);
  strange.close();
});
