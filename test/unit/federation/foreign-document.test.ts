import { expect, onTestFinished, test } from 'vitest';
import { foreignDocuments } from '#registry/federation/foreign-document.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import { FIXTURE_DAY } from '../../fixtures/fixture-tree.ts';
import { madeRecord, openReader, peerAt, registry } from './harvesting.ts';
import { startPeer } from './peer-server.ts';

test('a case of another registry is found under an id of its own, with the registry as its origin', async () => {
  const server = await startPeer();
  onTestFinished(() => server.close());
  const reader = await openReader(server);
  onTestFinished(() => reader.close());
  const ours = 'worked-with-citations';
  server.publish({
    records: new Map([
      [ours, madeRecord(ours, server.origin)],
      ['only-a-title', madeRecord('only-a-title', server.origin, { licence: 'CC-BY-NC-4.0' })],
    ]),
  });
  const peer = peerAt(server);
  await reader.harvest(peer);
  const foreign = readForeign(await takeSnapshot(reader.imported), { ...registry, peers: [peer] }, FIXTURE_DAY);
  const found = [...foreignDocuments(foreign, registry, 'es', { whole: true })];
  expect(found.map(({ id, facets }) => [id, facets.origin, facets.country])).toEqual([
    ['sur_only-a-title', ['sur'], ['URY']],
    [`sur_${ours}`, ['sur'], ['URY']],
  ]);
  expect(found.map(({ lessons }) => lessons.length > 0)).toEqual([false, true]);
});
