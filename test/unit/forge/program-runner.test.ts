import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { Unavailable } from '#registry/forge/errors.ts';
import { type ProgramRun, runProgram } from '#registry/forge/git/program-runner.ts';
import { PATIENCE_MS } from '../../patience.ts';

const sh = (script: string, more: Partial<ProgramRun> = {}) =>
  runProgram({
    program: 'sh',
    args: ['-c', script],
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    timeout: PATIENCE_MS,
    stdin: '',
    ...more,
  });
const told = (ended: Awaited<ReturnType<typeof sh>>) => ('error' in ended ? ended.error : Buffer.from(ended.stdout).toString());

test('programs are children of one small process, which is ours', async () => {
  const [one, other] = (await Promise.all([sh('echo $PPID'), sh('echo $PPID')])).map((ended) => told(ended).trim());
  expect(one).toBe(other);
  expect(one).not.toBe(String(process.pid));
  expect(execFileSync('ps', ['-o', 'ppid=', '-p', one!], { encoding: 'utf8' }).trim()).toBe(String(process.pid));
});

test('what goes in and comes out is whole, however much, and nothing of our environment goes along', async () => {
  const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 251));
  const ended = await sh('cat; echo two >&2; exit 3', { stdin: bytes });
  expect(ended).toMatchObject({ code: 3, signal: null, stderr: 'two' });
  expect('stdout' in ended && Buffer.from(ended.stdout).equals(bytes)).toBe(true);
  expect(
    told(await sh('env'))
      .split('\n')
      .filter((line) => !/^(?:PATH|PWD|SHLVL|OLDPWD|_)=/.test(line)),
  ).toEqual(['']);
});

test('a program that is not there, or takes too long, is told', async () => {
  expect(await sh('', { program: 'no-such-program' })).toEqual({ error: expect.stringContaining('ENOENT') as string });
  expect(await sh('exec sleep 600', { timeout: 50 })).toMatchObject({ code: null, signal: 'SIGTERM' });
});

test('a program that is not there takes no later one with it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await sh('', { program: 'no-such-program' });
    await sh('true');
    const slow = sh('read answer; echo $answer; sleep 1', { stdin: 'still here' });
    vi.advanceTimersByTime(3_600_000);
    expect(told(await slow)).toBe('still here\n');
  } finally {
    vi.useRealTimers();
  }
});

test('when the small process dies, what it ran is unavailable, and the next program runs in a new one', async () => {
  const dies = sh('kill -9 $PPID; sleep 1');
  await expect(dies).rejects.toThrow(Unavailable);
  await expect(dies).rejects.toThrow('SIGKILL');
  expect(told(await sh('echo again'))).toBe('again\n');
});

test('it keeps nobody running: a program that has run something ends, and the small process with it', () => {
  const script = `
    import { runProgram } from '#registry/forge/git/program-runner.ts';
    const ended = await runProgram({ program: 'sh', args: ['-c', 'echo $PPID'], cwd: '/', env: {}, timeout: ${PATIENCE_MS}, stdin: '' });
    process.stdout.write(ended.stdout);`;
  const options = { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } } as const;
  const runner = execFileSync(process.execPath, ['--input-type=module', '-e', script], options).trim();
  expect(runner).toMatch(/^\d+$/);
  const isThere = () => {
    try {
      return process.kill(Number(runner), 0);
    } catch {
      return false;
    }
  };
  return expect.poll(isThere).toBe(false);
});
