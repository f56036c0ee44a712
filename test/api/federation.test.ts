import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readFolder } from '#registry/federation/store/folder.ts';
import { readSnapshot } from '#registry/federation/snapshot.ts';
import { openServer } from '../../api/server.ts';
import { readFixtureRegistry, writeTree } from '../fixtures/fixture-tree.ts';
import { doorsTo, madeRecords } from '../unit/federation/harvesting.ts';
import { startPeer } from '../unit/federation/peer-server.ts';
import { until } from './submissions/running-server.ts';

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
  const open = () =>
    openServer(
      {
        ...{ PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' },
        ...{ SUBMISSIONS: 'off', LIMIT_READING: '100000', OUTBOX_PATH: join(root, 'outbox.sqlite') },
        ...{ CONTENT_DIR: contentDir, SITE_DIST: siteDir, IMPORTED_DIR: imported },
        // Nothing is built: what is published is read again.
        REBUILD_COMMAND: 'mkdir -p "$SITE_DIST" && touch "$SITE_DIST/index.html"',
      },
      { doors: doorsTo(quick, silent), lookMs: 200 },
    );
  const server = await open();
  const search = async () => {
    const answer = await fetch(`${server.url}/v1/search?locale=es&origin=peer0`);
    return ((await answer.json()) as { total: number }).total;
  };
  await until(search, (total) => total === 7);
  const held = readSnapshot(await readFolder(imported));
  expect(held.get('peer0')!.records).toHaveLength(7);
  expect(held.get('peer0')!.facts.state).toBe('fresh');
  // Asked once, and not again before it is due.
  expect(quick.count().requests).toBeLessThanOrEqual(6);

  // Taken out of the list, it is forgotten: no orphans.
  await writeFile(join(contentDir, 'peers.yml'), '[]\n');
  await server.close();
  const again = await open();
  const texts = async () => [...(await readFolder(imported)).values()].filter((text) => text.includes('Almuerzo')).length;
  await until(texts, (count) => count === 0);
  await again.close();
});
