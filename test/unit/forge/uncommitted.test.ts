import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeUncommitted, findUncommitted } from '#registry/forge/git/uncommitted.ts';
import { watchUncommitted } from '../../../api/edition/uncommitted.ts';
import { openLog } from '../../../api/http/log.ts';
import { git, makeRepository } from '../../contract/forge-git.ts';

const CASE = 'cases/ury/uruguay-plan-ceibal/index.md';
let dir: string;
let content: string;
beforeEach(async () => {
  dir = await makeRepository();
  content = join(dir, 'content');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('what no commit has as it lies in the folder is found: changed, staged, new, deleted; nothing beside the folder', async () => {
  expect(await findUncommitted(content)).toEqual([]);
  await writeFile(join(content, CASE), 'Half a thought');
  await mkdir(join(content, 'cases/chl/ñandú'), { recursive: true });
  await writeFile(join(content, 'cases/chl/ñandú/index.md'), 'New');
  await writeFile(join(content, 'cases/chl/.index.md.swp'), 'What an editor keeps');
  await writeFile(join(content, 'staged.yml'), 'New');
  await git(dir, 'add', 'content/staged.yml');
  await writeFile(join(dir, 'README.md'), 'Something else');
  expect(await findUncommitted(content)).toEqual(['cases/chl/ñandú/index.md', CASE, 'staged.yml']);
  await rm(join(content, CASE));
  expect(await findUncommitted(content)).toContain(CASE);
});

test('no program that the configuration of the repository names is started to find it', async () => {
  const mark = join(dir, 'started');
  await git(dir, 'config', 'filter.odd.clean', `touch ${mark}; cat`);
  await git(dir, 'config', 'core.fsmonitor', `touch ${mark}`);
  await writeFile(join(dir, '.git/info/attributes'), '* filter=odd\n');
  await writeFile(join(content, CASE), 'Half a thought');
  expect(await findUncommitted(content)).toEqual([CASE]);
  await expect(rm(mark)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('outside git there is nothing to commit', async () => {
  const bare = await mkdtemp(join(tmpdir(), 'no-git-'));
  expect(await findUncommitted(bare)).toEqual([]);
  await rm(bare, { recursive: true });
});

test('of many files some are named, and the number of the others', () => {
  expect(describeUncommitted([])).toBeUndefined();
  expect(describeUncommitted(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toMatch(/: a, b, c, d, e and 2 more$/);
});

test.each([
  ['a public server warns', true, 'warn', true],
  ['on a machine of one’s own there is no warning', false, 'warn', false],
  ['but it is said', false, 'info', true],
])('%s of files that are not committed', async (_what, isPublic, level, isTold) => {
  await writeFile(join(content, CASE), 'Half a thought');
  const lines: string[] = [];
  const log = openLog(level, { write: (line) => void lines.push(line) });
  const watch = watchUncommitted({ contentDir: content, isPublic, log });
  await watch.look();
  expect(watch.found()).toContain(CASE);
  expect(lines.join('').includes(CASE)).toBe(isTold);
  await git(dir, 'commit', '--quiet', '--all', '--message=Whole');
  await watch.look();
  expect(watch.found()).toBeUndefined();
});
