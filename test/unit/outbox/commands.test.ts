import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { checkToken } from '#registry/outbox/token.ts';
import { readEnvironment } from '../../../api/environment.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from '../scripts/scratch.ts';
import { quickSubmission } from '../submission/quick-submission.ts';

const openAt = (folder: string) => openSqliteOutbox(join(folder, '.data/outbox.sqlite'), { capacity: 10 });

describe('registry reviewer', () => {
  const reviewers = async () =>
    new Map([...(await readFixtureRegistry()), ['reviewers.yml', { text: '- {id: rita, name: Rita}\n' }] as const]);

  test('gives somebody of the list a token that ends within a year, and takes it away; it is none of a lab’s', async () => {
    const folder = await onDisk(await reviewers());
    const made = await run(folder, ['reviewer', 'token', 'rita']);
    const outbox = openAt(folder);
    const check = async (days: number) =>
      await checkToken(made.stdout.trim(), outbox.reviewerTokens, Date.now() + days * 24 * 3_600_000);
    expect(await check(364)).toMatchObject({ isValid: true, owner: 'rita' });
    expect(await check(366)).toMatchObject({ isValid: false, why: 'expired' });
    expect(await checkToken(made.stdout.trim(), outbox.tokens, 1)).toEqual({ isValid: false, why: 'unknown' });
    const { stdout: list } = await run(folder, ['reviewer', 'list']);
    expect(list).toMatch(/^rita {2}[0-9a-f]{8} {2}made \S+ {2}last used \S+ {2}ends \S+\n$/);
    expect((await run(folder, ['lab', 'list'])).stdout).toBe('');
    expect((await run(folder, ['reviewer', 'revoke', 'rita', list.split('  ')[1]!])).code).toBe(0);
    expect(await check(0)).toMatchObject({ isValid: false, why: 'revoked' });
    await outbox.close();
  });

  test('gives none to anybody else', async () => {
    const folder = await onDisk(await reviewers());
    expect(await run(folder, ['reviewer', 'token', 'nobody'])).toMatchObject({ code: 3, stdout: '' });
    expect((await run(folder, ['reviewer', 'token'])).code).toBe(2);
    expect((await run(folder, ['reviewer', 'crown', 'rita'])).code).toBe(2);
  });
});

describe('registry lab', () => {
  test('adds a lab whose file passes check, and gives it a token that opens', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    const added = await run(folder, [
      'lab',
      'add',
      'lab-uy',
      '--name',
      'Laboratorio: UY',
      '--type',
      'government-lab',
      '--country',
      'URY',
    ]);
    expect(added).toEqual({ code: 0, stdout: 'content/labs/lab-uy/index.md\n', stderr: '' });
    expect((await run(folder, ['check'])).stdout).toBe('All in order.\n');
    const made = await run(folder, ['lab', 'token', 'lab-uy']);
    const outbox = openAt(folder);
    expect(await checkToken(made.stdout.trim(), outbox.tokens, 1)).toMatchObject({ isValid: true, owner: 'lab-uy' });
    await outbox.close();
  });

  test('lists tokens without showing them, and revokes one by its id', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    const { stdout: token } = await run(folder, ['lab', 'token', 'test-lab']);
    const { stdout: list } = await run(folder, ['lab', 'list']);
    expect(list).toMatch(/^test-lab {2}[0-9a-f]{8} {2}made \S+ {2}never used\n$/);
    expect(list).not.toContain(token.trim().slice(4, 20));
    const id = list.split('  ')[1]!;
    expect((await run(folder, ['lab', 'revoke', 'test-lab', id])).code).toBe(0);
    expect((await run(folder, ['lab', 'list', 'test-lab'])).stdout).toMatch(/revoked/);
    const outbox = openAt(folder);
    expect(await checkToken(token.trim(), outbox.tokens, 1)).toMatchObject({ isValid: false, why: 'revoked' });
    await outbox.close();
  });

  test('says what it cannot do', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    expect(await run(folder, ['lab', 'token', 'nobody'])).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/add it first/) as unknown,
    });
    for (let more = 0; more < 2; more++) await run(folder, ['lab', 'token', 'test-lab']);
    expect(await run(folder, ['lab', 'token', 'test-lab'])).toMatchObject({ code: 3, stdout: '' });
    expect((await run(folder, ['lab', 'add', 'test-lab', '--name', 'x', '--type', 'agency'])).code).toBe(2);
    expect((await run(folder, ['lab', 'add', 'x', '--name', 'x', '--type', 'wizard'])).code).toBe(2);
    expect((await run(folder, ['lab', 'burn'])).code).toBe(2);
  });
});

describe('registry outbox', () => {
  const withParked = async () => {
    const folder = await onDisk(await readFixtureRegistry());
    const outbox = openAt(folder);
    const payload = quickSubmission();
    const { entry } = await outbox.accept({ id: randomUUID(), payload, contact: { email: 'ana@example.org' } }, 1);
    const claim = (await outbox.claim({ owner: 'w', leaseMs: 1 }, 1))!;
    await outbox.settle(claim, { result: 'parked', reason: 'refused', detail: 'path: \u001b[31m' }, 2);
    await outbox.close();
    return { folder, id: entry.id };
  };

  test('lists what is parked and why, in characters that leave the terminal alone', async () => {
    const { folder, id } = await withParked();
    const { stdout } = await run(folder, ['outbox', 'list', '--state', 'parked']);
    expect(stdout).toContain(`${id}  parked`);
    expect(stdout).toContain('(refused: path:');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('1 parked');
    expect((await run(folder, ['outbox', 'list', '--state', 'published'])).stdout).not.toContain(id);
  });

  test('shows one, with the contact only when asked for it', async () => {
    const { folder, id } = await withParked();
    const { stdout } = await run(folder, ['outbox', 'show', id]);
    expect(JSON.parse(stdout)).toMatchObject({
      id,
      state: 'parked',
      payload: { case: { title: 'Agua segura en escuelas rurales' } },
    });
    expect(stdout).not.toContain('ana@');
    expect((await run(folder, ['outbox', 'show', id, '--contact'])).stdout).toContain('ana@example.org');
  });

  test('tries again what is parked, and nothing else', async () => {
    const { folder, id } = await withParked();
    expect((await run(folder, ['outbox', 'retry', id])).code).toBe(0);
    expect((await run(folder, ['outbox', 'list'])).stdout).toContain('1 received');
    expect((await run(folder, ['outbox', 'retry', id])).code).toBe(3);
    expect((await run(folder, ['outbox', 'retry'])).code).toBe(2);
    expect((await run(folder, ['outbox', 'list', '--state', 'lost'])).code).toBe(2);
  });

  test('gives up what is parked', async () => {
    const { folder, id } = await withParked();
    expect((await run(folder, ['outbox', 'decline', id])).code).toBe(0);
    expect((await run(folder, ['outbox', 'list'])).stdout).toContain('1 declined');
  });

  test('says what is left of one that was decided', async () => {
    const { folder, id } = await withParked();
    await run(folder, ['outbox', 'decline', id]);
    const { stdout } = await run(folder, ['outbox', 'show', id]);
    expect(JSON.parse(stdout)).toMatchObject({ id, state: 'declined', title: 'Agua segura en escuelas rurales', payload: {} });
  });

  test('deletes what was decided long ago, and nothing that waits', async () => {
    const { folder, id } = await withParked();
    expect((await run(folder, ['outbox', 'prune', '--days', '0'])).stdout).toBe('0 submissions deleted.\n');
    await run(folder, ['outbox', 'decline', id]);
    expect((await run(folder, ['outbox', 'prune'])).stdout).toBe('0 submissions deleted.\n');
    expect((await run(folder, ['outbox', 'prune', '--days', '0'])).stdout).toBe('1 submissions deleted.\n');
    expect((await run(folder, ['outbox', 'show', id])).code).toBe(3);
    expect((await run(folder, ['outbox', 'prune', '--days', 'x'])).code).toBe(2);
    expect((await run(folder, ['outbox', 'prune', id])).code).toBe(2);
  });
});

describe('the outbox that commands open', () => {
  const here = () => onDisk(new Map());

  test('is the one that the server opens: OUTBOX_URL before OUTBOX_PATH before the file that both know', async () => {
    const folder = await here();
    const elsewhere = join(folder, 'elsewhere', 'moved.sqlite');
    const outbox = openSqliteOutbox(elsewhere, { capacity: 10 });
    const { entry } = await outbox.accept({ id: randomUUID(), payload: quickSubmission() }, 1);
    await outbox.close();
    expect((await run(folder, ['outbox', 'list'], { OUTBOX_PATH: elsewhere })).stdout).toContain(entry.id);
    expect((await run(folder, ['outbox', 'list', '--outbox', elsewhere])).stdout).toContain(entry.id);
    expect((await run(folder, ['outbox', 'list', '--outbox', elsewhere], { OUTBOX_PATH: 'x' })).stdout).toContain(entry.id);
    expect((await run(folder, ['outbox', 'list'], { OUTBOX_PATH: '' })).stdout).not.toContain(entry.id);
    const both = { OUTBOX_PATH: elsewhere, OUTBOX_URL: 'postgres://user:hunter2@127.0.0.1:1/none' };
    const unreachable = await run(folder, ['outbox', 'list'], both);
    expect(unreachable.code).toBe(3);
    expect(unreachable.stderr).not.toContain('hunter2');
    const { outbox: ofServer } = readEnvironment(both);
    expect(ofServer.address).toBe(both.OUTBOX_URL);
    expect(readEnvironment({ OUTBOX_PATH: elsewhere }).outbox.address).toBe(elsewhere);
    expect(readEnvironment({}).outbox.address).toBe('.data/outbox.sqlite');
  });

  test.each([
    [['outbox', 'list'], 0],
    [['outbox', 'list', '--json'], 0],
    [['outbox', 'prune'], 0],
    [['outbox', 'show', 'x'], 3],
    [['outbox', 'retry', 'x'], 3],
    [['outbox', 'decline', 'x'], 3],
    [['lab', 'list'], 0],
    [['lab', 'revoke', 'lab-a', 'x'], 3],
  ])('looking makes no file: %j', async (args, code) => {
    const folder = await here();
    const result = await run(folder, args);
    expect(result.code).toBe(code);
    if (!args.includes('--json')) expect(result.stdout + result.stderr).toMatch(/there is no outbox at .*outbox\.sqlite/i);
    expect(existsSync(join(folder, '.data'))).toBe(false);
  });

  test('a token may have an end, which the list shows', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    const made = await run(folder, ['lab', 'token', 'test-lab', '--expires', '30']);
    const outbox = openAt(folder);
    const check = async (days: number) => await checkToken(made.stdout.trim(), outbox.tokens, Date.now() + days * 24 * 3_600_000);
    expect(await check(29)).toMatchObject({ isValid: true });
    expect(await check(31)).toMatchObject({ isValid: false, why: 'expired', owner: 'test-lab' });
    await outbox.close();
    expect((await run(folder, ['lab', 'list'])).stdout).toMatch(/ {2}ends \d{4}-\d\d-\d\d\n$/);
    expect((await run(folder, ['lab', 'token', 'test-lab', '--expires', 'soon'])).code).toBe(2);
  });
});
