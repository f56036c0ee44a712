import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** Slow 4G as Lighthouse has it: milliseconds to a first byte, and bytes a second over all connections. */
export const SLOW_4G = { latency: 150, rate: 1_600_000 / 8 };

/** The bytes of a file as it is sent, with what HTTP adds. */
export const sentBytes = (body: Buffer): number => 220 + body.length;
const CHUNK = 1400;

const TYPES: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' },
  ...{ '.svg': 'image/svg+xml', '.woff2': 'font/woff2' },
};

export interface SlowServer {
  origin: string;
  /** The bytes that were sent since the last call, of the addresses that count. */
  takeBytes(counted: RegExp): number;
  close(): void;
}

/**
 * Serves files like a static host with gzip over a slow line, which all requests share: the browser's own throttle reaches
 * no worker, and both engines have one. `memory` comes before the folders, and the first folder before the next.
 */
export async function startSlowServer(memory: ReadonlyMap<string, string>, folders: readonly string[]): Promise<SlowServer> {
  let sent: { path: string; bytes: number }[] = [];
  let freeAt = 0;
  const packed = new Map<string, Promise<Buffer | undefined>>();
  const find = async (path: string): Promise<Buffer | undefined> => {
    const held = memory.get(path);
    if (held !== undefined) return gzipSync(held);
    for (const folder of folders) {
      const file = await readFile(join(folder, path)).catch(() => undefined);
      if (file) return extname(path) in TYPES && extname(path) !== '.woff2' ? gzipSync(file) : file;
    }
    return undefined;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : decodeURIComponent(pathname);
    if (!packed.has(path)) packed.set(path, find(path));
    const body = await packed.get(path);
    await wait(SLOW_4G.latency);
    const type = TYPES[extname(path)];
    response.writeHead(body ? 200 : 404, {
      ...(type ? { 'content-type': type, ...(type.startsWith('font') ? {} : { 'content-encoding': 'gzip' }) } : {}),
      'content-length': body?.length ?? 0,
    });
    sent.push({ path, bytes: sentBytes(body ?? Buffer.of()) });
    for (const chunk of chunksOf(body ?? Buffer.of())) {
      freeAt = Math.max(freeAt, performance.now()) + (chunk.length / SLOW_4G.rate) * 1000;
      await wait(Math.max(0, freeAt - performance.now()));
      response.write(chunk);
    }
    response.end();
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeBytes(counted) {
      const taken = sent.filter(({ path }) => counted.test(path));
      sent = [];
      return taken.reduce((sum, { bytes }) => sum + bytes, 0);
    },
    close: () => void server.close(),
  };
}

function* chunksOf(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += CHUNK) yield body.subarray(at, at + CHUNK);
}
