import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedPaths } from '#registry/addresses.ts';
import { sha256 } from '#registry/federation/format.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { harvest } from '#registry/federation/harvest.ts';
import { doorsTo, openReader, peerAt, madeRecord, madeRecords, registry } from './harvesting.ts';
import { type PeerServer, startPeer } from './peer-server.ts';

const COUNT = 60;
const INDEX = feedPaths.index(2);
const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, 32));
let secretPort = 0;
let privateHits = 0;
const inside = createServer((_request, response) => {
  privateHits++;
  response.end('{}');
});
beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  secretPort = (inside.address() as AddressInfo).port;
});
afterAll(() => void inside.close());

type Index = { pages: { page: string; sha256: string; records: number }[]; records: number };
const readIndex = (server: PeerServer) => server.read(INDEX) as unknown as Index;
const one = (server: PeerServer, id: string, text: string) =>
  server.publish({ records: new Map([...madeRecords(COUNT, server.origin), [id, text]]), perPage: 20 });

/** What somebody who holds a registry can do with it, and what becomes of the others' copies: readable, and how the harvest ended. */
const TRICKS: Readonly<
  Record<string, readonly [(server: PeerServer) => void, { readable?: number; result: string; stale?: number }]>
> = {
  'an empty index': [
    (server) => server.put(INDEX, { ...readIndex(server), pages: [], records: 0 }),
    { result: 'held mass-removal' },
  ],
  'half of it gone': [
    (server) => server.publish({ records: madeRecords(COUNT / 2, server.origin) }),
    { result: 'held mass-removal' },
  ],
  'half of it told as withdrawn': [
    (server) => {
      const gone = Array.from({ length: 30 }, (_, index) => ({ id: `case-${59 - index}`, why: 'withdrawn' }));
      server.publish({ records: madeRecords(COUNT / 2, server.origin), gone });
    },
    { result: 'held mass-removal' },
  ],
  'a page whose name climbs': [
    (server) => {
      const index = readIndex(server);
      index.pages[0]!.page = '../../api/secret';
      server.put(INDEX, index);
    },
    { result: 'failed page-name' },
  ],
  'a page whose digest lies': [
    (server) => {
      const index = readIndex(server);
      index.pages[0]!.sha256 = 'a'.repeat(64);
      server.put(INDEX, index);
    },
    { result: 'failed digest-wrong' },
  ],
  'a record whose digest lies': [
    (server) => {
      one(server, 'case-0', madeRecord('case-0', server.origin, { name: 'Otro' }));
      for (const path of server.files().keys())
        if (path.endsWith('.ndjson') || path === feedPaths.record(2, 'case-0')) server.put(path, '{"id":"case-0"}\n');
    },
    { result: 'settled', stale: 1 },
  ],
  'a record of another registry': [
    (server) => one(server, 'case-0', madeRecord('case-0', 'https://other.example')),
    { result: 'settled', stale: 1 },
  ],
  'a record under another id': [
    (server) => one(server, 'case-0', madeRecord('their-case', server.origin)),
    { result: 'settled', stale: 1 },
  ],
  'the same id on two pages': [
    (server) => {
      const index = readIndex(server);
      server.put(feedPaths.page(2, 'ff'), server.files().get(feedPaths.page(2, index.pages[0]!.page))!);
      index.pages.push({ ...index.pages[0]!, page: 'ff' });
      server.put(INDEX, index);
    },
    { result: 'failed same-id-twice' },
  ],
  'a million records told': [
    (server) => {
      const index = readIndex(server);
      index.pages[0]!.records = 1_000_000;
      server.put(INDEX, index);
    },
    { result: 'failed too-many' },
  ],
  'an index for people': [
    (server) =>
      server.take(
        (request, response) =>
          request.url === INDEX && (response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hola</h1>'), true),
      ),
    { result: 'failed type-wrong' },
  ],
  'an index that ends in the middle': [(server) => server.put(INDEX, '{"pages":['), { result: 'failed not-json' }],
  'an index of another shape': [(server) => server.put(INDEX, { pages: 'none' }), { result: 'failed shape-wrong' }],
  'a deep record': [
    (server) =>
      one(
        server,
        'case-1',
        madeRecord('case-1', server.origin).replace(/"title":"[^"]*"/, `"title":${'['.repeat(5000)}${']'.repeat(5000)}`),
      ),
    { result: 'settled', stale: 1 },
  ],
  'a record of three megabytes': [
    (server) => one(server, 'case-2', madeRecord('case-2', server.origin, { title: 'x'.repeat(3_000_000) })),
    { result: 'settled', stale: 1 },
  ],
  'a record of the wrong types': [
    (server) => one(server, 'case-3', madeRecord('case-3', server.origin, { title: 7 })),
    { result: 'settled', stale: 1 },
  ],
  'a script in a body': [
    (server) =>
      one(server, 'case-4', madeRecord('case-4', server.origin, { body: '## Contexto\n\n<script>alert(1)</script>\n' })),
    { result: 'settled', stale: 1 },
  ],
  'a link that runs': [
    (server) =>
      one(server, 'case-4', madeRecord('case-4', server.origin, { body: '## Contexto\n\n[ver](javascript:alert(1))\n' })),
    { result: 'settled', stale: 1 },
  ],
  'hidden characters in a title': [
    (server) => one(server, 'case-4', madeRecord('case-4', server.origin, { title: 'Plan \u202Eodarebil' })),
    { result: 'settled', stale: 1 },
  ],
  'one erased': [
    (server) => {
      const records = madeRecords(COUNT, server.origin);
      records.delete('case-5');
      server.publish({ records, gone: [{ id: 'case-5', why: 'erased' }], perPage: 20 });
    },
    { result: 'settled', readable: COUNT - 1 },
  ],
  'more erased than there ever were': [
    (server) => {
      const gone = Array.from({ length: 2000 }, (_, index) => ({ id: `never-${index}`, why: 'erased' }));
      server.publish({ records: madeRecords(COUNT, server.origin), gone });
    },
    { result: 'failed too-many' },
  ],
  'a redirect to our own machine': [
    (server) =>
      server.take((_request, response) => (response.writeHead(302, { location: `http://127.0.0.1:${secretPort}/` }).end(), true)),
    { result: 'failed redirect-elsewhere' },
  ],
  'an index that bursts': [
    (server) =>
      server.take((request, response) =>
        request.url === INDEX
          ? (response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb), true)
          : false,
      ),
    { result: 'failed too-large' },
  ],
  'unchanged, though nobody asked': [
    (server) =>
      server.take(
        (request, response) =>
          request.url === INDEX && !request.headers['if-none-match'] && (response.writeHead(304).end(), true),
      ),
    { result: 'unchanged' },
  ],
  'names of what every object has': [
    (server) => {
      const page = readIndex(server).pages[0]!;
      const text = `{"records":[{"id":"__proto__","sha256":"${'a'.repeat(64)}"},{"id":"constructor","sha256":"${'a'.repeat(64)}"}]}`;
      server.put(feedPaths.page(2, page.page), text);
      const index = readIndex(server);
      index.pages[0] = { ...page, sha256: sha256(text), records: 2 };
      server.put(INDEX, index);
    },
    { result: 'held mass-removal' },
  ],
};

test.each(Object.entries(TRICKS))(
  '%s: last good copies stay',
  async (_name, [trick, { readable = COUNT, result, stale = 0 }]) => {
    const server = await startPeer();
    const reader = await openReader(server);
    const peer = peerAt(server);
    server.publish({ records: madeRecords(COUNT, server.origin), perPage: 20 });
    await reader.harvest(peer);
    expect(await reader.readable(peer)).toBe(COUNT);
    trick(server);
    const before = process.memoryUsage().rss;
    const ended = await reader.harvest(peer);
    expect([ended.result, ended.reason?.code].filter(Boolean).join(' ')).toBe(result);
    expect(await reader.readable(peer)).toBe(readable);
    expect(Object.values(await reader.states(peer)).filter((state) => state === 'stale')).toHaveLength(stale);
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(64);
    await reader.close();
    await server.close();
  },
);

test('a registry that never answers is given up, and what was held stays', async () => {
  const server = await startPeer();
  const reader = await openReader(server);
  const peer = peerAt(server);
  server.publish({ records: madeRecords(3, server.origin) });
  await reader.harvest(peer);
  server.take(() => true);
  // The same as a harvest has, with a shorter patience.
  const fetcher = openFetcher({ from: 'https://here.example', doors: doorsTo(server), signal: AbortSignal.timeout(500) });
  const { imported } = reader;
  expect(await harvest(peer, { imported, fetcher, registry, now: reader.now() })).toMatchObject({
    result: 'failed',
    reason: { code: 'stopped' },
  });
  expect(await reader.readable(peer)).toBe(3);
  await reader.close();
  await server.close();
});

test('nothing private was asked, by any of all that', () => expect(privateHits).toBe(0));
