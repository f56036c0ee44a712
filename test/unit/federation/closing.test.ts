import { execFileSync } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { takeLease } from '../../../api/edition/lease.ts';
import { openServer } from '../../../api/server.ts';
import { until } from '../../api/submissions/running-server.ts';
import { readFixtureRegistry, writeTree } from '../../fixtures/fixture-tree.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { doorsTo, madeRecords } from './harvesting.ts';
import { startPeer } from './peer-server.ts';

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a server that is told to stop waits neither for a registry that never answers nor for a build, and closes all in order', async () => {
  const root = await mkdtemp(join(tmpdir(), 'closing-'));
  const [quick, silent] = [await startPeer(), await startPeer()];
  onTestFinished(async () => {
    await quick.close();
    await silent.close();
    await rm(root, { recursive: true, force: true });
  });
  quick.publish({ records: madeRecords(3, quick.origin) });
  let isAsked = false;
  silent.take(() => (isAsked = true));
  const [contentDir, siteDir, imported] = [join(root, 'content'), join(root, 'dist'), join(root, 'imported')];
  await writeTree(await readFixtureRegistry(), contentDir);
  await writeTree(new Map([['index.html', { text: 'The last edition' }]]), siteDir);
  const peers = [quick, silent].map(
    ({ origin }, index) => `- { id: peer${index}, name: Registro ${index}, registry: '${origin}' }\n`,
  );
  await writeFile(join(contentDir, 'peers.yml'), peers.join(''));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: root });
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'content');
  git('commit', '--quiet', '--message=Content');

  const [begun, outbox] = [join(root, 'begun'), join(root, '.data/outbox.sqlite')];
  const lines: string[] = [];
  const server = await openServer(
    {
      ...{ PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', OUTBOX_PATH: outbox, RECONCILE_SECONDS: '1' },
      ...{ CONTENT_DIR: contentDir, SITE_DIST: siteDir, IMPORTED_DIR: imported },
      // What the command starts is still at work when the server ends.
      REBUILD_COMMAND: `sleep 3600 & echo $! > ${begun}.part; mv ${begun}.part ${begun}; wait`,
    },
    { doors: doorsTo(quick, silent), lookMs: 200, log: { write: (line: string) => void lines.push(line) } },
  );
  await until(
    async () => isAsked && (await isThere(begun)),
    (isBusy) => isBusy,
  );
  const started = Number(execFileSync('cat', [begun], { encoding: 'utf8' }));
  expect(isAlive(started)).toBe(true);

  const closed = server.close().then(() => 'closed');
  expect(await Promise.race([closed, sleep(PATIENCE_MS, 'hangs', { ref: false })])).toBe('closed');
  expect(lines.map((line) => JSON.parse(line) as { level: number; msg: string }).filter(({ level }) => level >= 50)).toEqual([]);
  await until(
    () => isAlive(started),
    (is) => !is,
  );
  for (const file of [`${siteDir}.lease`, `${outbox}.writer`]) {
    const lease = takeLease(file);
    expect(lease, file).toBeDefined();
    lease!.release();
  }
  // That we were told to stop is no fault of the others: they are read at the next start, and what was read before is shown then.
  const held = await openImported(outbox);
  for (const facts of (await held.peers()).values()) {
    expect(facts).toMatchObject({ failures: 0 });
    expect(facts.reason).toBeUndefined();
  }
  await held.close();
  expect(await isThere(join(imported, 'built'))).toBe(false);
});
