import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { feedPaths } from '#registry/addresses.ts';
import { sha256 } from '#registry/federation/format.ts';
import { openSigner } from '#registry/federation/signature.ts';
import { DAY_MS, openReader, peerAt, type Reader, madeRecord, madeRecords } from './harvesting.ts';
import { type PeerServer, startPeer } from './peer-server.ts';

let server: PeerServer;
let reader: Reader;
beforeEach(async () => {
  server = await startPeer();
  reader = await openReader(server);
});
afterEach(async () => {
  await reader.close();
  await server.close();
});

const counts = (states: Record<string, string>) =>
  Object.fromEntries([...Map.groupBy(Object.values(states), (state) => state)].map(([state, all]) => [state, all.length]));

describe('a harvest', () => {
  test('takes all records at once, then asks once and hardly moves a byte while nothing changes', async () => {
    const peer = peerAt(server);
    server.publish({ records: madeRecords(300, server.origin), perPage: 100 });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', changes: 300 });
    // Discovery, index, vocabularies, gone; four pages with a bundle each.
    expect(server.count().requests).toBe(4 + 4 * 2);
    expect(counts(await reader.states(peer))).toEqual({ current: 300 });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'unchanged' });
    const { requests, bytes } = server.count();
    expect([requests, bytes]).toEqual([1, 0]);
    expect((await reader.imported.peer('sur'))!.freshAt).toBe(reader.now());
  });

  test('takes one changed record with three requests, and what readers see is the new one', async () => {
    const peer = peerAt(server);
    const records = madeRecords(300, server.origin);
    server.publish({ records });
    await reader.harvest(peer);
    server.count();
    records.set('case-7', madeRecord('case-7', server.origin, { name: 'Otro nombre' }));
    server.publish({ records });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', changes: 1 });
    expect(server.count().requests).toBe(3);
    const found = (await reader.imported.records('sur')).find(({ id }) => id === 'case-7')!;
    expect(JSON.parse(found.text!)).toMatchObject({ name: 'Otro nombre' });
    expect([...(await reader.imported.copies('sur')).keys()].filter((key) => key.startsWith('case-7 '))).toHaveLength(1);
  });

  test('that breaks off goes on from the pages that it has, and shows nothing before it has all', async () => {
    const peer = peerAt(server);
    server.publish({ records: madeRecords(300, server.origin), perPage: 20 });
    let answers = 0;
    server.take((_request, response) => {
      if (++answers < 14) return false;
      response.destroy();
      return true;
    });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'failed' });
    const had = [...(await reader.imported.pages('sur')).values()].filter(({ digest }) => digest !== '').length;
    expect(had).toBeGreaterThan(0);
    expect(await reader.states(peer)).toEqual({});
    server.take(undefined);
    server.count();
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled', changes: 300 });
    expect(server.count().requests).toBeLessThanOrEqual(2 + (16 - had) * 2);
    expect((await reader.imported.peer('sur'))!.failures).toBe(0);
  });

  test('tells a record that is broken from the others, keeps its last good copy, and says all that is wrong with it', async () => {
    const peer = peerAt(server);
    const records = madeRecords(10, server.origin);
    server.publish({ records });
    await reader.harvest(peer);
    records.set('case-3', madeRecord('case-3', server.origin, { title: 7, summary: '', places: [] }));
    records.set('case-4', madeRecord('case-4', server.origin, { name: 'Nuevo' }));
    records.set('new', madeRecord('new', server.origin, { body: '## Contexto\n\nHola <script>alert(1)</script>\n' }));
    server.publish({ records });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled' });
    expect(await reader.states(peer)).toMatchObject({ 'case-3': 'stale', 'case-4': 'current', new: 'quarantined' });
    const found = new Map((await reader.imported.records('sur')).map((record) => [record.id, record]));
    expect(JSON.parse(found.get('case-3')!.text!)).toMatchObject({ id: 'case-3' });
    expect(found.get('case-3')!.findings.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/title', '/summary', '/places']),
    );
    expect(found.get('new')).toMatchObject({
      text: undefined,
      findings: [{ code: 'html-in-markdown', pointer: '/body', weight: 'refused' }],
    });
    records.set('case-3', madeRecord('case-3', server.origin, { name: 'Sano' }));
    server.publish({ records });
    await reader.harvest(peer);
    expect((await reader.states(peer))['case-3']).toBe('current');
  });

  test('leaves out what we do not know where it may be absent, and shows the rest', async () => {
    const strange = { lifecycle: { stage: 'dreamt', basis: 'stated' }, future: { a: 1 } };
    server.publish({ records: new Map([['a', madeRecord('a', server.origin, strange)]]) });
    const peer = peerAt(server);
    await reader.harvest(peer);
    expect(await reader.states(peer)).toEqual({ a: 'current' });
    const [found] = await reader.imported.records('sur');
    expect(found!.findings).toEqual([{ code: 'value-not-allowed', pointer: '/lifecycle/stage', weight: 'dropped' }]);
    expect(JSON.parse(found!.text!)).toMatchObject({ future: { a: 1 } });
  });
});

test('a record that the server could not give this time is asked for again, and only that', async () => {
  const peer = peerAt(server);
  server.publish({ records: madeRecords(3, server.origin) });
  const broken = [feedPaths.record(2, 'case-1'), feedPaths.bundle(2, '00')];
  server.take((request, response) => {
    if (!broken.includes(request.url!)) return false;
    response.writeHead(503).end();
    return true;
  });
  await reader.harvest(peer);
  expect(await reader.states(peer)).toEqual({ 'case-0': 'current', 'case-1': 'quarantined', 'case-2': 'current' });
  server.take(undefined);
  server.count();
  await reader.harvest(peer);
  expect(await reader.states(peer)).toMatchObject({ 'case-1': 'current' });
  expect(server.count().requests).toBe(3);
  expect(await reader.harvest(peer)).toMatchObject({ result: 'unchanged' });
});

describe('what goes', () => {
  test('without a word stays readable, is missing, and is current when it is back', async () => {
    const peer = peerAt(server);
    const records = madeRecords(20, server.origin);
    server.publish({ records });
    await reader.harvest(peer);
    const kept = records.get('case-1')!;
    records.delete('case-1');
    server.publish({ records });
    await reader.harvest(peer);
    expect((await reader.states(peer))['case-1']).toBe('missing');
    // Unchanged since, and missing all the same.
    await reader.harvest(peer);
    expect((await reader.imported.held('sur')).get('case-1')).toMatchObject({ missed: 2 });
    expect(await reader.readable(peer)).toBe(20);
    records.set('case-1', kept);
    server.publish({ records });
    await reader.harvest(peer);
    expect((await reader.imported.held('sur')).get('case-1')).toMatchObject({ state: 'current', missed: 0 });
  });

  test('with a word is gone, and its page can say where it went', async () => {
    const peer = peerAt(server);
    const records = madeRecords(20, server.origin);
    server.publish({ records });
    await reader.harvest(peer);
    records.delete('case-1');
    server.publish({ records, gone: [{ id: 'case-1', why: 'merged', to: { id: 'case-2' }, on: '2026-11-28' }] });
    await reader.harvest(peer);
    const found = (await reader.imported.records('sur')).find(({ id }) => id === 'case-1')!;
    expect(found).toMatchObject({ state: 'gone', why: 'merged', told: { to: { id: 'case-2' } } });
    expect(found.text).toBeTruthy();
  });

  test('all at once is held until a person says that it is meant, but erasures are obeyed', async () => {
    const peer = peerAt(server);
    const records = madeRecords(60, server.origin);
    server.publish({ records });
    await reader.harvest(peer);
    const few = new Map([...records].slice(0, 20));
    server.publish({ records: few, gone: [{ id: 'case-59', why: 'erased' }] });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'held', erased: 1 });
    expect(counts(await reader.states(peer))).toEqual({ current: 59, erased: 1 });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'held', erased: 0 });
    const facts = (await reader.imported.peer('sur'))!;
    expect(facts).toMatchObject({ state: 'held', reason: { code: 'mass-removal' } });
    expect((await reader.imported.log('sur', 100)).filter(({ event }) => event === 'mass-removal')).toHaveLength(1);
    // What somebody accepted is that index, and no other that comes after it.
    await reader.imported.save('sur', { ...facts, accepted: 'a'.repeat(64) });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'held' });
    await reader.imported.save('sur', { ...facts, accepted: facts.heldIndex! });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled' });
    expect(counts(await reader.states(peer))).toEqual({ current: 20, missing: 39, erased: 1 });
    expect((await reader.imported.peer('sur'))!.accepted).toBeUndefined();
  });

  test('for good leaves no word in any file of the database, not even from quarantine', async () => {
    const peer = peerAt(server);
    const canary = 'Palabrasecreta';
    const records = madeRecords(10, server.origin);
    records.set('secret', madeRecord('secret', server.origin, { summary: `${canary} primera.` }));
    server.publish({ records });
    await reader.harvest(peer);
    records.set('secret', madeRecord('secret', server.origin, { summary: `${canary} segunda.`, title: 7 }));
    server.publish({ records });
    await reader.harvest(peer);
    expect(reader.holds(canary)).toBe(true);
    records.delete('secret');
    server.publish({ records, gone: [{ id: 'secret', why: 'erased', on: '2026-11-28' }] });
    expect(await reader.harvest(peer)).toMatchObject({ erased: 1 });
    expect(reader.holds(canary)).toBe(false);
    for (const end of ['', '-wal']) expect(readFileSync(`${reader.file}${end}`).includes(canary), end).toBe(false);
    expect((await reader.states(peer))['secret']).toBe('erased');
    // Listed again beside its erasure, it is not even fetched.
    records.set('secret', madeRecord('secret', server.origin, { summary: `${canary} tercera.` }));
    server.publish({ records, gone: [{ id: 'secret', why: 'erased', on: '2026-11-28' }] });
    await reader.harvest(peer);
    expect(reader.holds(canary)).toBe(false);
    expect((await reader.states(peer))['secret']).toBe('erased');
  });
});

describe('a licence', () => {
  const canary = 'Fraseprotegida';
  const under = (licence: unknown) => madeRecord('a', server.origin, { licence, summary: `${canary}.`, title: 'El título' });

  test.each([
    ['CC0-1.0', 'whole'],
    ['CC-BY-4.0', 'whole'],
    ['CC-BY-3.0-IGO', 'whole'],
    ['CC-BY-SA-4.0', 'whole'],
    ['CC-BY-NC-4.0', 'link'],
    ['CC-BY-ND-4.0', 'link'],
    ['Proprietary', 'link'],
    [undefined, 'link'],
  ])('%s lets us keep the %s', async (licence, kept) => {
    server.publish({ records: new Map([['a', under(licence)]]) });
    const peer = peerAt(server);
    await reader.harvest(peer);
    const [found] = await reader.imported.records('sur');
    expect(found).toMatchObject({ state: 'current', licensed: kept });
    expect(found!.text).toContain('El título');
    expect(reader.holds(canary)).toBe(kept === 'whole');
  });

  test('that becomes narrower takes back nothing that was given, and gives nothing new', async () => {
    const peer = peerAt(server);
    server.publish({ records: new Map([['a', under('CC-BY-4.0')]]) });
    await reader.harvest(peer);
    server.publish({ records: new Map([['a', madeRecord('a', server.origin, { licence: 'CC-BY-NC-4.0', summary: 'Nueva.' })]]) });
    await reader.harvest(peer);
    const [found] = await reader.imported.records('sur');
    expect(found).toMatchObject({ state: 'stale', findings: [{ code: 'licence-narrowed' }] });
    expect(found!.text).toContain(canary);
    expect(reader.holds('Nueva.')).toBe(false);
  });

  test('of a registry that is only linked does not matter: only titles are kept', async () => {
    server.publish({ records: new Map([['a', under('CC-BY-4.0')]]) });
    await reader.harvest(peerAt(server, { trust: 'link' }));
    expect(reader.holds('El título')).toBe(true);
    expect(reader.holds(canary)).toBe(false);
  });
});

describe('who speaks', () => {
  const keyPair = () => openSigner(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());

  test('is known by its key, when we pinned one', async () => {
    const signer = keyPair();
    const peer = peerAt(server, { key: signer.publicKey.x });
    const publish = (sign: (index: string) => string | undefined) => {
      server.publish({ records: madeRecords(3, server.origin), keys: [signer.publicKey] });
      const signature = sign(server.files().get(feedPaths.index(2))!.toString());
      if (signature !== undefined) server.put(feedPaths.signature(2), signature);
    };
    publish(() => undefined);
    expect(await reader.harvest(peer)).toMatchObject({ result: 'held', reason: { code: 'signature-wrong' } });
    publish(keyPair().sign);
    expect(await reader.harvest(peer)).toMatchObject({ result: 'held', reason: { code: 'signature-wrong' } });
    expect(await reader.states(peer)).toEqual({});
    publish(signer.sign);
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled' });
  });

  test('is asked about when the key that was there at first is there no more', async () => {
    const peer = peerAt(server);
    server.publish({ records: madeRecords(3, server.origin), keys: [keyPair().publicKey] });
    await reader.harvest(peer);
    server.publish({ records: madeRecords(4, server.origin), keys: [keyPair().publicKey] });
    reader.later(8 * DAY_MS);
    expect(await reader.harvest(peer)).toMatchObject({ result: 'held', reason: { code: 'key-changed' } });
    expect(counts(await reader.states(peer))).toEqual({ current: 3 });
  });

  test('does not go back in time', async () => {
    const peer = peerAt(server);
    server.publish({ records: madeRecords(4, server.origin), updated: '2026-11-20' });
    await reader.harvest(peer);
    server.publish({ records: madeRecords(3, server.origin), updated: '2026-11-02' });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'held', reason: { code: 'index-older' } });
    const facts = (await reader.imported.peer('sur'))!;
    await reader.imported.save('sur', { ...facts, accepted: facts.heldIndex! });
    expect(await reader.harvest(peer)).toMatchObject({ result: 'settled' });
  });

  test('at another address is another registry, of which nothing is known', async () => {
    server.publish({ records: madeRecords(3, server.origin) });
    await reader.harvest(peerAt(server));
    const other = await startPeer();
    const second = await openReader(server, other);
    other.serve(new Map([...server.files()].map(([path, body]) => [path, body.toString()])));
    expect(await second.harvest(peerAt(other))).toMatchObject({ result: 'failed', reason: { code: 'registry-wrong' } });
    await second.close();
    await other.close();
  });
});

test('a digest is over bytes: what is kept is what was sent', async () => {
  const text = madeRecord('a', server.origin);
  server.publish({ records: new Map([['a', text]]) });
  await reader.harvest(peerAt(server));
  const [found] = await reader.imported.records('sur');
  expect(sha256(found!.text!)).toBe(found!.good);
});
