import { expect, onTestFinished, test } from 'vitest';
import { countDocuments, documentsOfAll, foreignViews } from '#registry/federation/foreign-document.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { readForeignId } from '#registry/search/foreign-id.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { makeEntryMaker } from '#registry/search/meilisearch/documents.ts';
import { readQuery } from '#registry/search/url-state.ts';
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
  const all = [...documentsOfAll(registry, foreign, ['es'])];
  expect(countDocuments(registry, foreign)).toBe(all.length);
  expect(countDocuments(registry, foreign, 1)).toBe([...documentsOfAll(registry, foreign, ['es'], 1)].length);
  const found = all.filter(({ id }) => readForeignId(id));
  expect(found.map(({ id, facets }) => [id, facets.origin, facets.country])).toEqual([
    ['sur_only-a-title', ['sur'], ['URY']],
    [`sur_${ours}`, ['sur'], ['URY']],
  ]);
  expect(found.map(({ lessons }) => lessons.length > 0)).toEqual([false, true]);
});

test('cases that are decided to be the same are one hit, which names the others, on both engines’ documents', async () => {
  const [one, two] = [await startPeer(), await startPeer()];
  const reader = await openReader(one, two);
  onTestFinished(async () => {
    await reader.close();
    for (const each of [one, two]) await each.close();
  });
  const ours = 'worked-with-citations';
  const told = (server: typeof one, id: string, title: string) => [id, madeRecord(id, server.origin, { title })] as const;
  one.publish({ records: new Map([told(one, 'the-same', 'Un menú con zanahorias'), told(one, 'another', 'Otro caso')]) });
  two.publish({ records: new Map([told(two, 'once-more', 'Zanahorias otra vez'), told(two, 'twin', 'Otro caso')]) });
  const peers = [peerAt(one), peerAt(two, { id: 'norte' })];
  for (const peer of peers) await reader.harvest(peer);
  const snapshot = await takeSnapshot(reader.imported);
  const [a, b] = [one.origin, two.origin];
  const decide = (first: string | { registry: string; id: string }, id: string, are: 'same' | 'different' = 'same', at = b) => ({
    ...{ cases: [first, { registry: at, id }] as [typeof first, { registry: string; id: string }], are, on: FIXTURE_DAY },
  });
  const look = (same: ReturnType<typeof decide>[]) => {
    const registryThen = { ...registry, peers, same };
    const foreign = readForeign(snapshot, registryThen, FIXTURE_DAY);
    const documents = [...documentsOfAll(registryThen, foreign, ['es'])];
    expect(countDocuments(registryThen, foreign)).toBe(documents.length);
    const of = (id: string) => documents.find((document) => document.id === id);
    return { foreign, documents, of, engine: createEmbedded(documents) };
  };
  const ask = async (engine: SearchEngine, more = '') =>
    await engine.search(readQuery(new URLSearchParams(`q=zanahorias${more}`), 'es'));

  const before = look([decide(ours, 'once-more', 'different')]);
  expect((await ask(before.engine)).hits.map(({ id }) => id).toSorted()).toEqual(['norte_once-more', 'sur_the-same']);

  // Ours is the same as theirs, and theirs as a third: the three are one.
  const same = [
    decide(ours, 'the-same', 'same', a),
    decide({ registry: a, id: 'the-same' }, 'once-more'),
    decide({ registry: a, id: 'another' }, 'twin'),
  ];
  const after = look(same);
  expect(after.of(ours)).toMatchObject({
    card: { also: ['sur_the-same', 'norte_once-more'] },
    facets: { origin: ['here', 'sur', 'norte'] },
  });
  expect(after.of('sur_another')).toMatchObject({ card: { also: ['norte_twin'] }, facets: { origin: ['sur', 'norte'] } });
  expect(after.documents).toHaveLength(before.documents.length - 3);
  expect(foreignViews(after.foreign, 'es').map(({ view }) => view.id)).toEqual(['another']);
  for (const filter of ['', '&origin=norte', '&origin=sur', '&origin=here']) {
    const page = await ask(after.engine, filter);
    expect(
      page.hits.map(({ id }) => id),
      filter,
    ).toEqual([ours]);
    // The word is one that another registry tells it with: nothing is said to be a translation that is none.
    expect(page.hits[0]!.through, filter).toBeUndefined();
  }
  // The entry of the search server holds the same.
  const entry = makeEntryMaker().caseOf(after.of(ours)!, '');
  expect(entry).toMatchObject({ card: { also: ['sur_the-same', 'norte_once-more'] }, origin: ['here', 'sur', 'norte'] });
  // A case of ours that is there no more stands for nobody.
  const { [ours]: _, ...rest } = Object.fromEntries(registry.cases);
  const without = { ...registry, cases: new Map(Object.entries(rest)), peers, same };
  const standIns = readForeign(snapshot, without, FIXTURE_DAY).flatMap(({ items }) => items.map(({ standIn }) => standIn));
  expect(standIns).toEqual([undefined, undefined, 'sur_the-same', 'sur_another']);
});
