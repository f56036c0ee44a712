import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { verifyToken } from '#registry/outbox/token.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from '../scripts/scratch.ts';
import { quickSubmission } from '../submission/quick-submission.ts';

const openAt = (folder: string) => openSqliteOutbox(join(folder, '.data/outbox.sqlite'), { capacity: 10 });

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
    expect(await verifyToken(made.stdout.trim(), outbox.tokens, 1)).toBe('lab-uy');
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
    expect(await verifyToken(token.trim(), outbox.tokens, 1)).toBeUndefined();
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
});
