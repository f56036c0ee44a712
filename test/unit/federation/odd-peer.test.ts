import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { feedPaths } from '#registry/addresses.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { harvest } from '#registry/federation/harvest.ts';
import { sha256 } from '#registry/federation/format.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { foreignCasePage } from '#registry/federation/page/foreign-case.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import { retireOthers, takeTurn } from '#registry/federation/turn.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { html } from '#registry/page/html.ts';
import { readRegistry } from '#registry/read.ts';
import { peersSchema } from '#registry/settings.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { DAY_MS, doorsTo, madeRecord, madeRecords, openReader, peerAt, type Reader, registry } from './harvesting.ts';
import { type PeerServer, startPeer } from './peer-server.ts';

const INDEX = feedPaths.index(2);
const GONE = feedPaths.gone(2);
let server: PeerServer;
let reader: Reader;
beforeAll(async () => void (server = await startPeer()));
afterAll(() => server.close());
beforeEach(async () => void (reader = await openReader(server)));
afterEach(() => {
  server.take(undefined);
  return reader.close();
});

/** Replaces a file of the feed, and what the index says of it. */
function putTold(
  path: string,
  value: unknown,
  told: (index: Record<string, unknown>, digest: string) => Record<string, unknown>,
) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  server.put(path, text);
  server.put(INDEX, told(server.read(INDEX), sha256(text)));
}
const putGone = (gone: readonly unknown[]) =>
  putTold(GONE, { gone }, (index, digest) => ({ ...index, gone: { sha256: digest, records: gone.length } }));
const putPage = (entries: readonly unknown[]) =>
  putTold(feedPaths.page(2, '00'), { records: entries }, (index, digest) => ({
    ...index,
    pages: [{ page: '00', sha256: digest, records: entries.length }],
  }));
const entriesNow = () => server.read(feedPaths.page(2, '00'))['records'] as unknown[];

describe('one strange entry does not keep the others from being read', () => {
  test.each([
    ['an id with other letters', { id: 'niño-perdido', sha256: 'a'.repeat(64) }],
    ['an id in another script', { id: 'случай', sha256: 'a'.repeat(64) }],
    ['an id that climbs', { id: '../../etc/passwd', sha256: 'a'.repeat(64) }],
    ['an id that is a number', { id: 7, sha256: 'a'.repeat(64) }],
    ['an id without end', { id: 'a'.repeat(100_000), sha256: 'a'.repeat(64) }],
    ['no digest', { id: 'without-digest' }],
    ['nothing at all', null],
    ['a list', [[]]],
  ])('%s in a page', async (_name, entry) => {
    const peer = peerAt(server);
    server.publish({ records: madeRecords(3, server.origin) });
    putPage([entry, ...entriesNow()]);
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', changes: 3 });
    expect(Object.keys(await reader.states(peer))).toEqual(['case-0', 'case-1', 'case-2']);
    expect((await reader.imported.peer('sur'))!.unreadable).toBe(1);
    expect((await reader.imported.log('sur', 9)).map(({ event, detail }) => [event, detail])).toContainEqual([
      'entries-unreadable',
      '1',
    ]);
  });

  test('a reason that we do not know, among those who are gone; what must be forgotten is forgotten', async () => {
    const peer = peerAt(server);
    server.publish({ records: madeRecords(3, server.origin) });
    await reader.harvest(peer);
    putGone([
      { id: 'case-0', why: 'renamed-by-a-later-version' },
      7,
      null,
      { id: '¿?', why: 'moved' },
      { id: 'case-1', why: 'erased' },
    ]);
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', erased: 1 });
    expect(await reader.states(peer)).toEqual({ 'case-0': 'current', 'case-1': 'erased', 'case-2': 'current' });
  });

  test.each([
    [
      'first',
      [
        { id: 'case-0', why: 'erased' },
        { id: 'case-0', why: 'withdrawn' },
      ],
    ],
    [
      'last',
      [
        { id: 'case-0', why: 'withdrawn' },
        { id: 'case-0', why: 'erased' },
      ],
    ],
  ])('who tells two things of one case, to forget it %s, is obeyed in that', async (_name, gone) => {
    const peer = peerAt(server);
    const records = madeRecords(3, server.origin);
    server.publish({ records });
    await reader.harvest(peer);
    records.delete('case-0');
    server.publish({ records, gone });
    await reader.harvest(peer);
    expect((await reader.states(peer))['case-0']).toBe('erased');
    expect(await reader.readable(peer)).toBe(2);
  });

  test('a reason whose text would turn the page around is told without it', async () => {
    const peer = peerAt(server);
    const records = madeRecords(3, server.origin);
    server.publish({ records });
    await reader.harvest(peer);
    records.delete('case-0');
    server.publish({ records, gone: [{ id: 'case-0', why: 'withdrawn', text: { es: 'Se \u202Eóriter' } }] });
    await reader.harvest(peer);
    const [gone] = await reader.imported.records('sur');
    expect(gone).toMatchObject({ id: 'case-0', state: 'gone', told: { why: 'withdrawn' } });
    expect(gone!.told!.text).toBeUndefined();
  });
});

test.each([
  ['a day that no calendar has', { updated: '2026-99-99' }],
  ['a day in words', { updated: 'yesterday' }],
  [
    'more pages than there may be',
    { pages: Array.from({ length: 5000 }, () => ({ page: '00', sha256: 'a'.repeat(64), records: 0 })) },
  ],
  ['a count that is negative', { pages: [{ page: '00', sha256: 'a'.repeat(64), records: -1 }] }],
  ['a count that is no whole number', { pages: [{ page: '00', sha256: 'a'.repeat(64), records: 1.5 }] }],
  ['pages that are a map', { pages: { length: 1 } }],
  ['another version than it is read as', { schema: 3 }],
  ['the format of tomorrow', { format: 'lqf-federation/2' }],
  ['another registry', { registry: 'https://other.example' }],
  ['a registry that is no text', { registry: ['x'] }],
  ['nothing of who is gone', { gone: null }],
])('an index with %s is not read, and nothing of what is held changes', async (_name, changes) => {
  const peer = peerAt(server);
  server.publish({ records: madeRecords(3, server.origin) });
  await reader.harvest(peer);
  server.put(INDEX, { ...server.read(INDEX), ...changes });
  expect(await reader.harvest(peer)).toMatchObject({ result: 'failed' });
  expect(await reader.readable(peer)).toBe(3);
  expect(await reader.states(peer)).toEqual({ 'case-0': 'current', 'case-1': 'current', 'case-2': 'current' });
});

test('a feed of versions that we do not know is not read; of several, the one that we know is', async () => {
  const peer = peerAt(server);
  server.publish({ records: madeRecords(2, server.origin) });
  const discovery = server.read(feedPaths.discovery);
  server.put(feedPaths.discovery, { ...discovery, feeds: [{ schema: 3 }, { schema: 99 }] });
  const reason = { code: 'version-unknown', detail: 'theirs 3, 99; ours 2' };
  expect(await reader.harvest(peer)).toMatchObject({ result: 'failed', reason });
  server.put(feedPaths.discovery, { ...discovery, feeds: [{ schema: 3 }, { schema: 2 }, { schema: 1 }], future: { a: [1] } });
  expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', changes: 2 });
});

test('a registry whose records have a newer shape publishes the one before for those who know no other', async () => {
  const peer = peerAt(server);
  const newer = { schema: 3, shape: ({ id }: { id: string }) => ({ id, isNewer: true }) };
  const before = { schema: 2, shape: <Record extends { id: string }>(record: Record) => record };
  const options = { siteUrl: server.origin, version: ({ digest }: { digest: string }) => digest, updated: '2026-11-01' };
  server.serve(makeFederationFeed(registry, { ...options, versions: [newer, before] }));
  expect(Object.keys(server.read(feedPaths.record(3, 'worked-with-citations')))).toEqual(['id', 'isNewer']);
  expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', changes: registry.cases.size });
  expect((await reader.imported.peer('sur'))!.schema).toBe(2);
  expect(await reader.readable(peer)).toBe(registry.cases.size);
});

test('a registry that has another address now says so, is not followed, and keeps its copies when somebody writes the new one down', async () => {
  const peer = peerAt(server);
  server.publish({ records: madeRecords(3, server.origin) });
  await reader.harvest(peer);
  const moved = await startPeer();
  const second = await openReader(moved);
  server.put(feedPaths.discovery, { ...server.read(feedPaths.discovery), movedTo: moved.origin });
  reader.later(8 * DAY_MS);
  moved.count();
  await reader.harvest(peer);
  expect((await reader.imported.peer('sur'))!.movedTo).toBe(moved.origin);
  expect(moved.count().requests).toBe(0);

  // It takes that back, and says it again.
  for (const movedTo of [null, moved.origin]) {
    server.put(feedPaths.discovery, { ...server.read(feedPaths.discovery), movedTo });
    reader.later(8 * DAY_MS);
    await reader.harvest(peer);
    expect((await reader.imported.peer('sur'))!.movedTo).toBe(movedTo ?? undefined);
  }

  // The address in content/peers.yml is changed: the same cases, from there.
  moved.publish({ records: madeRecords(3, moved.origin) });
  const at = { imported: reader.imported, fetcher: second.fetcher, registry, now: reader.now() + 1000 };
  expect(await harvest(peerAt(moved), at)).toMatchObject({ result: 'settled' });
  expect(await reader.readable(peer)).toBe(3);
  expect(JSON.parse((await reader.imported.records('sur'))[0]!.text!)).toMatchObject({ registry: moved.origin });
  expect((await reader.imported.peer('sur'))!.movedTo).toBeUndefined();
  await second.close();
  await moved.close();
});

test('a server that says for ever that nothing has changed is found out within a week', async () => {
  const peer = peerAt(server);
  server.publish({ records: madeRecords(1, server.origin) });
  await reader.harvest(peer);
  server.publish({ records: madeRecords(2, server.origin) });
  server.take((request, response) => {
    if (request.headers['if-none-match'] === undefined) return false;
    response.writeHead(304).end();
    return true;
  });
  expect(await reader.harvest(peer)).toMatchObject({ result: 'unchanged' });
  reader.later(8 * DAY_MS);
  expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', changes: 1 });
});

describe('what is taken of a registry', () => {
  test('follows what content/peers.yml says now, though the registry has not changed', async () => {
    server.publish({ records: madeRecords(2, server.origin) });
    const kinds = async () =>
      (await reader.imported.records('sur')).map(({ licensed, text }) => [licensed, /Contexto/.test(text!)]);
    await reader.harvest(peerAt(server, { trust: 'link' }));
    expect(await kinds()).toEqual([
      ['link', false],
      ['link', false],
    ]);
    const before = (await reader.imported.peer('sur'))!.changedAt!;
    expect(await reader.harvest(peerAt(server, { trust: 'read' }))).toMatchObject({ result: 'settled' });
    expect(await kinds()).toEqual([
      ['whole', true],
      ['whole', true],
    ]);
    // Readers see something else: the site is built again.
    expect((await reader.imported.peer('sur'))!.changedAt).toBeGreaterThan(before);
    // Partners are read as others are.
    server.count();
    expect(await reader.harvest(peerAt(server, { trust: 'partner' }))).toMatchObject({ result: 'unchanged' });
    expect(server.count().requests).toBe(1);
    await reader.harvest(peerAt(server, { trust: 'link' }));
    expect(await kinds()).toEqual([
      ['link', false],
      ['link', false],
    ]);
  });

  test('is read again when the rules take more than they did, though it was refused', async () => {
    const records = madeRecords(2, server.origin);
    records.set('refused', madeRecord('refused', server.origin, { title: 7 }));
    server.publish({ records });
    const peer = peerAt(server);
    await reader.harvest(peer);
    expect((await reader.states(peer))['refused']).toBe('quarantined');
    const facts = (await reader.imported.peer('sur'))!;
    await reader.imported.save('sur', { ...facts, reads: 'whole 0' });
    server.count();
    await reader.harvest(peer);
    // The index, the page and the one record that may be another now; not the others.
    expect(server.count().requests).toBe(3);
    expect(await reader.harvest(peer)).toMatchObject({ result: 'unchanged' });
  });
});

describe('content/peers.yml', () => {
  const withPeers = async (text: string) => readRegistry(new Map([...(await readFixtureRegistry()), ['peers.yml', { text }]]));

  test('that cannot be read makes nobody forget anything', async () => {
    server.publish({ records: madeRecords(2, server.origin) });
    await reader.harvest(peerAt(server));
    for (const text of ['- { id: sur, name: [', '- { id: sur, nombre: Sur }', 'sur']) {
      const { registry: broken, findings } = await withPeers(text);
      expect(findings.some(({ file }) => file === 'peers.yml')).toBe(true);
      expect(await retireOthers(reader.imported, broken, reader.now())).toEqual([]);
    }
    expect(await reader.readable(peerAt(server))).toBe(2);
    // One that names no registry means it.
    expect(await retireOthers(reader.imported, (await withPeers('[]')).registry, reader.now())).toEqual(['sur']);
  });

  test.each(['here', 'Sur', 'sur_x', 'sur:x', '../x', '', 'a'.repeat(21), 'ñandú'])('takes no id like %j', (id) => {
    expect(peersSchema.safeParse([{ id, name: 'Sur', registry: 'https://sur.example' }]).success).toBe(false);
  });

  test('names each registry once, but for one that was retired and is read again', async () => {
    const line = (id: string, more = '') => `- { id: ${id}, name: Sur, registry: 'https://sur.example'${more} }\n`;
    const codes = async (text: string) => (await withPeers(text)).findings.map(({ code }) => code);
    expect(await codes(line('sur') + line('sur-otra-vez'))).toEqual(['id-duplicate']);
    expect(await codes(line('sur', ", retired: '2026-01-01'") + line('sur-otra-vez'))).toEqual([]);
    // What stands there a second time is not read: it would take the copies of the first over.
    const other = `- { id: sur, name: Otra, registry: 'https://otra.example' }\n`;
    const { registry: read, findings } = await withPeers(line('sur') + other + line('este'));
    expect(findings.map(({ code, line: at }) => [code, at])).toEqual([
      ['id-duplicate', 2],
      ['id-duplicate', 3],
    ]);
    expect(read.peers.map(({ registry: address }) => address)).toEqual(['https://sur.example']);
  });

  test('that names this registry itself has its cases read by nobody', async () => {
    server.publish({ records: madeRecords(2, server.origin) });
    const { imported } = reader;
    const options = { imported, registry, from: server.origin, owner: 'me', isDue: false, clock: Date.now, random: Math.random };
    expect(await takeTurn(peerAt(server), { ...options, doors: doorsTo(server) })).toBeUndefined();
    expect(await reader.readable(peerAt(server))).toBe(0);
  });
});

test('a registry that is being read when our process ends is not told to have failed, and is due at once', async () => {
  const { imported } = reader;
  const stopping = new AbortController();
  const now = reader.now();
  const options = { imported, registry, from: 'https://here.example', owner: 'me', isDue: true, random: Math.random };
  server.publish({ records: madeRecords(2, server.origin) });
  server.take(() => {
    stopping.abort();
    return true;
  });
  const peer = peerAt(server);
  const turn = { ...options, clock: () => now, doors: doorsTo(server) };
  expect(await takeTurn(peer, { ...turn, signal: stopping.signal })).toBeUndefined();
  expect(await imported.peer(peer.id)).toMatchObject({ state: 'new', failures: 0 });
  server.take(undefined);
  expect(await takeTurn(peer, turn)).toMatchObject({ result: 'settled' });
  expect(await reader.readable(peer)).toBe(2);
});

test('records in languages that we do not have, mixed and half translated, are shown in what there is', async () => {
  const strange = {
    quechua: { language: 'qu', translations: {} },
    mixed: { language: 'pt', translations: { es: { title: 7 }, 'x y': {}, fr: { title: 'Un titre' }, __proto__: { a: 1 } } },
    numbers: { results: [{ id: 'x', value: 1e308 }], period: { start: 99_999 }, compiled: 'no map' },
  };
  const records = new Map(Object.entries(strange).map(([id, changes]) => [id, madeRecord(id, server.origin, changes)] as const));
  records.set('huge', madeRecord('huge', server.origin).replace('"title":', '"cost":[{"id":"c","value":1e999}],"title":'));
  server.publish({ records });
  const peer = peerAt(server);
  expect(await reader.harvest(peer)).toMatchObject({ result: 'settled' });
  const ours = { ...registry, peers: [peer] };
  const [foreign] = readForeign(await takeSnapshot(reader.imported), ours, FIXTURE_DAY);
  const states = await reader.states(peer);
  expect(states).toMatchObject({ quechua: 'current', mixed: 'current', huge: 'current', numbers: 'quarantined' });
  for (const locale of ours.locales.values())
    for (const item of foreign!.items) {
      const options = { speaker: makeSpeaker(ours, locale), hasPage: () => true, now: reader.now() };
      const page = html(foreignCasePage(foreign!, item, options).article);
      expect(page).toContain('<h1');
      expect(page).not.toMatch(/undefined|\[object|NaN|Infinity/);
    }
});

test('a case of theirs with the id of one of ours has none of what labs here promised or said of ours', async () => {
  const ours = 'worked-with-citations';
  server.publish({ records: new Map([[ours, madeRecord(ours, server.origin)]]) });
  const peer = peerAt(server);
  await reader.harvest(peer);
  const [foreign] = readForeign(await takeSnapshot(reader.imported), { ...registry, peers: [peer] }, FIXTURE_DAY);
  expect(registry.commitments.size + registry.comments.size).toBeGreaterThan(0);
  const { comments, commitments, sessions } = foreign!.registry;
  expect([comments.size, commitments.size, sessions.size]).toEqual([0, 0, 0]);
});
