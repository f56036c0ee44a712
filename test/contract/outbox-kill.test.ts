import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import type { CasePayload } from '#registry/submission/schema.ts';

const ROUNDS = 5;

/** Accepts submissions without end and prints the id of each as soon as it is accepted. */
const PROGRAM = `
import { randomUUID } from 'node:crypto';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
const outbox = openSqliteOutbox(process.argv[1], { capacity: 1_000_000 });
for (;;) {
  const payload = { locale: 'es', action: 'create', case: { title: 'x'.repeat(2000) }, references: [], consent: { license: 'CC-BY-4.0' } };
  const { entry } = await outbox.accept({ id: randomUUID(), payload, contact: { email: 'a@example.org' } }, Date.now());
  process.stdout.write(entry.id + '\\n');
}`;

test('what was accepted is there after kill -9, whole, with its contact', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-kill-'));
  const file = join(folder, 'outbox.sqlite');
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) acknowledged.push(...(await acceptUntilKilled(file, 10 + round * 7)));

  const outbox = openSqliteOutbox(file, { capacity: 1 });
  for (const id of acknowledged) {
    expect((await outbox.find(id))?.state).toBe('received');
    expect(((await outbox.payload(id)) as CasePayload).case.title).toHaveLength(2000);
    expect(await outbox.contact(id)).toEqual({ email: 'a@example.org' });
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(10 * ROUNDS);
  await outbox.close();
  await rm(folder, { recursive: true });
});

/** The ids that a process printed before it was killed, some time after the given number of them. */
async function acceptUntilKilled(file: string, count: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM, file], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ids: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line);
    if (ids.length === count) child.kill('SIGKILL');
  }
  return ids.filter((id) => id.length === 36);
}
