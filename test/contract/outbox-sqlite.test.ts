import { chmodSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { OutboxFull } from '#registry/outbox/outbox.ts';
import { describeOutbox } from './outbox.ts';
import type { CasePayload } from '#registry/submission/schema.ts';

let folder = '';
let file = '';
let opened = 0;

describeOutbox(
  'The outbox in SQLite',
  {
    async open(options) {
      file = join(folder, `outbox-${++opened}.sqlite`);
      return openSqliteOutbox(file, options);
    },
    openAgain: async (options) => openSqliteOutbox(file, options),
  },
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    return async () => await rm(folder, { recursive: true });
  },
);

test('a contact that was erased is in none of the SQLite files any more', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'outbox-'));
  const outbox = openSqliteOutbox(join(dir, 'outbox.sqlite'), { capacity: 5 });
  const files = async () => (await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name), 'latin1')))).join('');
  const consent = { license: 'CC-BY-4.0' } as const;
  const payload = { locale: 'es', action: 'create', case: { title: 'x' }, references: [], consent } as const;
  await outbox.accept({ id: randomUUID(), payload: { ...payload, references: [] }, contact: { email: 'ana@example.org' } }, 1);
  expect(await files()).toContain('ana@example.org');
  const claim = (await outbox.claim({ owner: 'w', leaseMs: 1000 }, 1))!;
  await outbox.settle(claim, { result: 'moved', state: 'published', proposal: { branch: 'b', commit: 'c' } }, 2);
  expect(await outbox.forget({ decided: 3, received: 0 })).toMatchObject({ contacts: 1 });
  expect(await files()).not.toContain('ana@example.org');
  await outbox.close();
  await rm(dir, { recursive: true });
});

const inFolder = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'outbox-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
};
const payload = (title: string) =>
  ({ locale: 'es', action: 'create', case: { title }, references: [], consent: { license: 'CC-BY-4.0' } }) as never;

test('nobody but its owner can read the outbox, whatever the umask', async () => {
  const dir = await inFolder();
  const before = process.umask(0);
  const outbox = openSqliteOutbox(join(dir, 'outbox.sqlite'), { capacity: 5 });
  process.umask(before);
  await outbox.accept({ id: randomUUID(), payload: payload('x') }, 1);
  const names = (await readdir(dir)).toSorted();
  expect(names).toEqual(['outbox.sqlite', 'outbox.sqlite-shm', 'outbox.sqlite-wal']);
  for (const name of names) expect((statSync(join(dir, name)).mode & 0o777).toString(8), name).toBe('600');
  await outbox.close();
});

test('an outbox that everybody could read is closed to them, and stays open to the group that an operator gave it', async () => {
  const dir = await inFolder();
  const file = join(dir, 'outbox.sqlite');
  await openSqliteOutbox(file, { capacity: 5 }).close();
  chmodSync(file, 0o664);
  await openSqliteOutbox(file, { capacity: 5 }).close();
  expect((statSync(file).mode & 0o777).toString(8)).toBe('660');
});

test('an outbox of the first version opens with all that it holds, and can do what the newest does', async () => {
  const dir = await inFolder();
  const file = join(dir, 'outbox.sqlite');
  const old = new DatabaseSync(file);
  old.exec(await readFile('test/fixtures/outbox/first-tables.sql', 'utf8'));
  const insert = old.prepare(`insert into outbox_submissions
    (id, fingerprint, payload, locale, title, action, state, times, received_at, decided_at, due_at)
    values (?, 'f', ?, 'es', 'Título', 'create', ?, '{"received":1}', 1, ?, ?)`);
  insert.run('waits', JSON.stringify(payload('Espera')), 'received', null, 1);
  insert.run('was-published', JSON.stringify(payload('Se publicó')), 'published', 5, null);
  old.exec(`insert into outbox_tokens (hash, id, lab, created_at) values ('aa', 'a', 'lab-a', 1)`);
  old.close();

  const outbox = openSqliteOutbox(file, { capacity: 5, capacityBytes: 300 });
  expect(((await outbox.payload('waits')) as CasePayload).case.title).toBe('Espera');
  expect(await outbox.tokens.list()).toEqual([{ hash: 'aa', id: 'a', owner: 'lab-a', createdAt: 1 }]);
  // Existing submissions count too.
  await expect(outbox.accept({ id: randomUUID(), payload: payload('x'.repeat(50)) }, 2)).rejects.toThrow(OutboxFull);
  expect(await outbox.forget({ decided: 0, received: 0 })).toEqual({ contacts: 0, payloads: 1 });
  expect(await outbox.payload('was-published')).toBeUndefined();
  expect(((await outbox.claim({ owner: 'w', leaseMs: 1000 }, 2))!.payload as CasePayload).case.title).toBe('Espera');
  await outbox.close();
  await openSqliteOutbox(file, { capacity: 5 }).close();
});

test('when there is no more room a submission is refused like any that comes to a full outbox, and what was kept is there', async () => {
  const dir = await inFolder();
  const file = join(dir, 'outbox.sqlite');
  const outbox = openSqliteOutbox(file, { capacity: 1000, maxFileBytes: 300_000 });
  const kept: string[] = [];
  const fill = async () => {
    for (;;) kept.push((await outbox.accept({ id: randomUUID(), payload: payload('x'.repeat(20_000)) }, 1)).entry.id);
  };
  await expect(fill()).rejects.toThrow(OutboxFull);
  expect(kept.length).toBeGreaterThan(3);
  for (const id of kept) expect(await outbox.payload(id)).toBeDefined();
  await outbox.close();
});

test('a file that is no database is not made one', async () => {
  const file = join(await inFolder(), 'outbox.sqlite');
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, 'not a database, but somebody’s notes. '.repeat(100));
  expect(() => openSqliteOutbox(file, { capacity: 5 })).toThrow(/not a database/);
  expect(await readFile(file, 'utf8')).toContain('somebody’s notes');
});

test('pruning makes the file smaller', async () => {
  const file = join(await inFolder(), 'outbox.sqlite');
  const outbox = openSqliteOutbox(file, { capacity: 1000 });
  for (let more = 0; more < 20; more++) await outbox.accept({ id: randomUUID(), payload: payload('x'.repeat(50_000)) }, 1);
  for (let more = 0; more < 20; more++) {
    const claim = (await outbox.claim({ owner: 'w', leaseMs: 1000 }, 1))!;
    await outbox.settle(claim, { result: 'moved', state: 'published', proposal: { branch: 'b', commit: 'c' } }, 2);
  }
  const before = statSync(file).size;
  expect(await outbox.prune(3)).toBe(20);
  expect(statSync(file).size).toBeLessThan(before / 4);
  await outbox.close();
});
