import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../scripts/run.ts';
import { readFixtureRegistry, readFixtureWithFinding } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

const root = new URL('../../../', import.meta.url).pathname;

/** Runs the command line in its own process, as npm does. */
function spawn(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/registry.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { LANG: 'en_US.UTF-8', ...env },
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it('ends with 0 when all is in order and 1 when something is not', async () => {
    const clean = await onDisk(await readFixtureRegistry());
    expect(spawn(['check', '--content', `${clean}/content`])).toEqual({ status: 0, stdout: 'All in order.\n', stderr: '' });
    const broken = await onDisk(await readFixtureWithFinding('heading-unknown'));
    expect(spawn(['check'], { CONTENT_DIR: `${broken}/content` })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('heading-unknown') as unknown,
    });
  });

  it('ends with 2 and the usage when it is called wrongly, and with 3 and a sentence when it cannot work', () => {
    expect(spawn(['check', '--colour'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^Unknown option '--colour'\n\nnpm run registry -- check/) as unknown,
    });
    const { status, stderr } = spawn(['check', '--content', '/nowhere']);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: 'There is no content folder at /nowhere. Name it with --content or CONTENT_DIR.\n',
    });
    expect(spawn(['check', '--content', '/nowhere', '--debug']).stderr).toMatch(/\n +at /);
  });

  it('explains itself', async () => {
    const overview = await run(root, ['--help']);
    expect(overview.code).toBe(0);
    for (const [name, { summary, usage }] of Object.entries(commands)) {
      expect(overview.stdout).toContain(summary);
      expect(await run(root, [name, '--help'])).toEqual({ code: 0, stdout: `${usage}\n`, stderr: '' });
      expect(usage).toMatch(new RegExp(`^npm run registry -- ${name}`));
    }
    expect(await run(root, ['constructor'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no command "constructor".') as unknown,
    });
    expect((await run(root, [])).code).toBe(2);
  });
});
