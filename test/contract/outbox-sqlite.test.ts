import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { describeOutbox } from './outbox.ts';

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
  expect(await outbox.eraseContacts(3)).toBe(1);
  expect(await files()).not.toContain('ana@example.org');
  await outbox.close();
  await rm(dir, { recursive: true });
});
