import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { feedPaths } from '#registry/addresses.ts';
import { readTree } from '#registry/content/disk.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import {
  FEED_FORMAT,
  FEED_SCHEMAS,
  feedPageOf,
  pageBits,
  pageName,
  REGISTRY_FORMAT,
  sha256,
} from '#registry/federation/format.ts';
import { readRegistry } from '#registry/read.ts';
import { makeRandom } from './random.ts';

/**
 * The registry that bench:federation reads, in a thread of its own: real records under other ids, with their words shuffled so that
 * they are packed no better than others would be. A message names what changes; the answer says that it is published.
 */
export interface PeerChange {
  /** Records that get other words. */
  change: number;
  /** Records that are told to be erased. */
  erase: number;
}

const { records: count } = workerData as { records: number };
const SCHEMA = FEED_SCHEMAS[0]!;
interface File {
  packed: Buffer;
  etag: string;
}
const files = new Map<string, File>();
const server: Server = createServer((request, response) => {
  const file = files.get(request.url!);
  if (!file) return void response.writeHead(404).end();
  if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304, { etag: file.etag }).end();
  const type = request.url!.endsWith('.ndjson') ? 'application/x-ndjson' : 'application/json';
  response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', etag: file.etag }).end(file.packed);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const { registry } = readRegistry(await readTree('content'));
const feed = makeFederationFeed(registry, { siteUrl: origin, version: ({ digest }) => digest, updated: '2026-11-01' });
const real = [...feed].flatMap(([path, text]) =>
  path.includes('/records/') ? [JSON.parse(text) as Record<string, unknown>] : [],
);
const random = makeRandom(2026);

/** The words of a body in another order; its headings and links stay where they are. */
const shuffle = (text: unknown) =>
  String(text).replaceAll(/^[\p{L} ,.]{60,}$/gmu, (line) => {
    const words = line.split(' ');
    for (let at = words.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [words[at], words[other]] = [words[other]!, words[at]!];
    }
    return words.join(' ');
  });

const made = (number: number) => {
  const record = real[number % real.length]!;
  return JSON.stringify({ ...record, id: `${String(record['id']).slice(0, 60)}-${number}`, body: shuffle(record['body']) });
};
const records = new Map<string, string>();
for (let number = 0; number < count; number++) {
  const text = made(number);
  records.set((JSON.parse(text) as { id: string }).id, text);
}
const gone: object[] = [];

function publish(): void {
  const put = (path: string, text: string) =>
    void files.set(path, { packed: gzipSync(text, { level: 6 }), etag: `"${sha256(text).slice(0, 32)}"` });
  const bits = pageBits(records.size);
  const byPage = Map.groupBy(
    [...records].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ([id]) => feedPageOf(id, bits),
  );
  const pages = Array.from({ length: 2 ** bits }, (_, number) => {
    const page = pageName(number, bits);
    const lines = byPage.get(page) ?? [];
    const text = JSON.stringify({ records: lines.map(([id, record]) => ({ id, sha256: sha256(record) })) });
    if (files.get(feedPaths.page(SCHEMA, page))?.etag !== `"${sha256(text).slice(0, 32)}"`) {
      for (const [id, record] of lines) put(feedPaths.record(SCHEMA, id), record);
      put(feedPaths.bundle(SCHEMA, page), lines.map(([, record]) => `${record}\n`).join(''));
      put(feedPaths.page(SCHEMA, page), text);
    }
    return { page, sha256: sha256(text), records: lines.length };
  });
  const goneText = JSON.stringify({ gone });
  const vocabularies = feed.get(feedPaths.vocabularies)!;
  put(feedPaths.gone(SCHEMA), goneText);
  put(feedPaths.vocabularies, vocabularies);
  const index = {
    ...{ format: FEED_FORMAT, registry: origin, schema: SCHEMA, updated: '2026-11-01', records: records.size, pages },
    ...{ gone: { sha256: sha256(goneText), records: gone.length }, vocabularies: { sha256: sha256(vocabularies) } },
  };
  put(feedPaths.index(SCHEMA), JSON.stringify(index));
  put(feedPaths.discovery, JSON.stringify({ format: REGISTRY_FORMAT, registry: origin, feeds: [{ schema: SCHEMA }] }));
}

publish();
parentPort!.on('message', ({ change, erase }: PeerChange) => {
  const ids = [...records.keys()];
  for (const id of ids.slice(0, change)) {
    const record = JSON.parse(records.get(id)!) as Record<string, unknown>;
    records.set(id, JSON.stringify({ ...record, name: `Otro ${Math.floor(random() * 1e6)}` }));
  }
  for (const id of ids.slice(-erase || ids.length)) {
    records.delete(id);
    gone.push({ id, why: 'erased' });
  }
  publish();
  parentPort!.postMessage({ origin });
});
parentPort!.postMessage({ origin });
