import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { startHarvests } from '../../../api/federation/harvests.ts';
import { openLog } from '../../../api/http/log.ts';
import { until } from '../../api/submissions/running-server.ts';
import { doorsTo, peerAt, registry } from './harvesting.ts';
import { startPeer } from './peer-server.ts';

test('a site that could not be built with what was read is not built again each minute', async () => {
  const server = await startPeer();
  const folder = await mkdtemp(join(tmpdir(), 'harvests-'));
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  server.serve(makeFederationFeed(registry, { siteUrl: server.origin, version: ({ digest }) => digest, updated: '2026-11-01' }));
  let [looks, builds] = [0, 0];
  const harvests = startHarvests({
    ...{ folder, from: 'https://here.example', log: openLog('silent'), doors: doorsTo(server), lookMs: 10 },
    open: () => openImported(':memory:'),
    registry: () => {
      looks++;
      return { ...registry, peers: [peerAt(server)] };
    },
    rebuild: () => {
      builds++;
      return Promise.resolve(false);
    },
  });
  await until(
    () => builds,
    (count) => count > 0,
  );
  const before = looks;
  await until(
    () => looks,
    (count) => count > before + 3,
  );
  await harvests.stop();
  expect(builds).toBe(1);
});
