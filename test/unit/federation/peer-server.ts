import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { feedPaths } from '#registry/addresses.ts';
import { FEED_FORMAT, pageBits, pageName, feedPageOf, REGISTRY_FORMAT, sha256 } from '#registry/federation/format.ts';

/** What a registry publishes, made by hand: other than a build of ours, it can be wrong in any way. */
export interface Published {
  records: ReadonlyMap<string, string>;
  gone?: readonly object[];
  updated?: string;
  perPage?: number;
  keys?: readonly object[];
  /** The file of its vocabularies. */
  vocabularies?: string;
}

/** A registry on this machine, whose files can be changed and whose answers can be taken over. */
export async function startPeer() {
  let files = new Map<string, Buffer>();
  let requests = 0;
  let bytes = 0;
  let trick: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  const server = createServer((request, response) => {
    requests++;
    if (trick?.(request, response)) return;
    const body = files.get(request.url!);
    if (!body) return void response.writeHead(404).end();
    const etag = `"${sha256(body).slice(0, 32)}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    const packed = gzipSync(body);
    bytes += packed.length;
    const type = request.url!.endsWith('.ndjson')
      ? 'application/x-ndjson'
      : request.url!.endsWith('.sig')
        ? 'text/plain'
        : 'application/json';
    response.writeHead(200, { 'content-type': type, etag, 'content-encoding': 'gzip' }).end(packed);
  });
  const sockets: Socket[] = [];
  server.on('connection', (socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    port,
    files: () => files,
    publish: (published: Published) => void (files = publishedFiles(published, origin)),
    /** The files of a build, whose own address is this one. */
    serve: (built: ReadonlyMap<string, string>) =>
      void (files = new Map([...built].map(([path, text]) => [path, Buffer.from(text)]))),
    put: (path: string, value: unknown) =>
      void files.set(
        path,
        Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
      ),
    read: (path: string) => JSON.parse(files.get(path)!.toString()) as Record<string, unknown>,
    take: (over: typeof trick) => void (trick = over),
    /** How often it was asked since, and how many bytes it gave. */
    count() {
      const counted = { requests, bytes };
      [requests, bytes] = [0, 0];
      return counted;
    },
    /** All bytes that ever went over its connections, either way, with headers. */
    wire: () => sockets.reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type PeerServer = Awaited<ReturnType<typeof startPeer>>;

function publishedFiles(
  { records, gone = [], updated = '2026-11-01', perPage = 100, keys = [], vocabularies = '{"vocabularies":{}}' }: Published,
  origin: string,
) {
  const files = new Map<string, Buffer>();
  const put = (path: string, text: string) => void files.set(path, Buffer.from(text));
  let bits = pageBits(records.size);
  while (bits < 16 && records.size / 2 ** bits > perPage) bits++;
  const byPage = Map.groupBy(
    [...records].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ([id]) => feedPageOf(id, bits),
  );
  const pages = Array.from({ length: 2 ** bits }, (_, number) => {
    const page = pageName(number, bits);
    const lines = byPage.get(page) ?? [];
    for (const [id, text] of lines) put(feedPaths.record(2, id), text);
    put(feedPaths.bundle(2, page), lines.map(([, text]) => `${text}\n`).join(''));
    const text = JSON.stringify({ records: lines.map(([id, record]) => ({ id, sha256: sha256(record) })) });
    put(feedPaths.page(2, page), text);
    return { page, sha256: sha256(text), records: lines.length };
  });
  const goneText = JSON.stringify({ gone });
  put(feedPaths.gone(2), goneText);
  put(feedPaths.vocabularies, vocabularies);
  const index = {
    ...{ format: FEED_FORMAT, registry: origin, schema: 2, licence: 'CC-BY-4.0', records: records.size, updated, pages },
    ...{ gone: { sha256: sha256(goneText), records: gone.length }, vocabularies: { sha256: sha256(vocabularies) } },
  };
  put(feedPaths.index(2), JSON.stringify(index));
  const discovery = { format: REGISTRY_FORMAT, registry: origin, feeds: [{ schema: 2 }], keys };
  put(feedPaths.discovery, JSON.stringify(discovery));
  return files;
}
