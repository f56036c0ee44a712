import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { readFolder } from '#registry/federation/store/folder.ts';
import { readSnapshot } from '#registry/federation/snapshot.ts';
import { openServer } from '../../api/server.ts';
import { readFixtureRegistry, writeTree } from '../fixtures/fixture-tree.ts';
import { doorsTo, madeRecords } from '../unit/federation/harvesting.ts';
import { startPeer } from '../unit/federation/peer-server.ts';

async function eventually<Value>(read: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<Value> {
  for (let tries = 0; ; tries++) {
    const value = await read();
    if (isIt(value) || tries > 500) return value;
    await sleep(250);
  }
}

test('a server reads the registries that it is told to, the quick one though another never answers, and shows what it read', async () => {
  const root = await mkdtemp(join(tmpdir(), 'federation-server-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const [quick, silent] = [await startPeer(), await startPeer()];
  onTestFinished(async () => {
    await quick.close();
    await silent.close();
  });
  const records = madeRecords(7, quick.origin);
  quick.publish({ records });
  silent.take(() => true);
  const [contentDir, siteDir, imported] = [join(root, 'content'), join(root, 'dist'), join(root, 'imported')];
  await writeTree(await readFixtureRegistry(), contentDir);
  await writeTree(new Map([['index.html', { text: '<!doctype html>' }]]), siteDir);
  const peers = [quick, silent]
    .map(({ origin }, index) => `- { id: peer${index}, name: Registro ${index}, registry: '${origin}' }\n`)
    .join('');
  await writeFile(join(contentDir, 'peers.yml'), peers);
  const server = await openServer(
    {
      ...{
        PATH: process.env['PATH'],
        PORT: '0',
        HOST: '127.0.0.1',
        SUBMISSIONS: 'off',
        LOG_LEVEL: 'silent',
        LIMIT_READING: '100000',
      },
      ...{ CONTENT_DIR: contentDir, SITE_DIST: siteDir, IMPORTED_DIR: imported, OUTBOX_PATH: join(root, 'outbox.sqlite') },
      // Nothing is built: what is published is read again.
      REBUILD_COMMAND: 'mkdir -p "$SITE_DIST" && touch "$SITE_DIST/index.html"',
    },
    { doors: doorsTo(quick, silent), lookMs: 200 },
  );
  const search = async () => {
    const answer = await fetch(`${server.url}/v1/search?locale=es&origin=peer0`);
    return ((await answer.json()) as { total: number }).total;
  };
  expect(await eventually(search, (total) => total === 7)).toBe(7);
  const held = readSnapshot(await readFolder(imported));
  expect(held.get('peer0')!.records).toHaveLength(7);
  expect(held.get('peer0')!.facts.state).toBe('fresh');
  // Asked once, and not again before it is due.
  expect(quick.count().requests).toBeLessThanOrEqual(6);

  // Taken out of the list, it is forgotten: no orphans.
  await writeFile(join(contentDir, 'peers.yml'), '[]\n');
  await server.close();
  const again = await openServer(
    {
      ...{
        PATH: process.env['PATH'],
        PORT: '0',
        HOST: '127.0.0.1',
        SUBMISSIONS: 'off',
        LOG_LEVEL: 'silent',
        LIMIT_READING: '100000',
      },
      ...{ CONTENT_DIR: contentDir, SITE_DIST: siteDir, IMPORTED_DIR: imported, OUTBOX_PATH: join(root, 'outbox.sqlite') },
      REBUILD_COMMAND: 'mkdir -p "$SITE_DIST" && touch "$SITE_DIST/index.html"',
    },
    { doors: doorsTo(quick, silent), lookMs: 200 },
  );
  const texts = async () => [...(await readFolder(imported)).values()].filter((text) => text.includes('Almuerzo')).length;
  expect(await eventually(texts, (count) => count === 0)).toBe(0);
  await again.close();
}, 400_000);
