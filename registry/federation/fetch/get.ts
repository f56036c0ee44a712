import { request as requestPlain, type Agent, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Doors, makeAgent } from './checked-connection.ts';
import { Refused } from './refused.ts';

export interface Caps {
  /** Bytes, as sent and as unpacked. */
  bytes: number;
  /** Milliseconds for the whole, redirects among it. */
  ms: number;
  /** Media types that will do, without parameters. */
  types: readonly string[];
}

export interface Fetched {
  /** Undefined when nothing has changed since the version that was asked about. */
  body: Buffer | undefined;
  etag: string | undefined;
  /** Bytes that came, as sent. */
  received: number;
}

/** The one way to read something from outside. */
export interface Fetcher {
  /** Throws Refused, and nothing else. `etag` is that of the version that is known. */
  get(address: string, caps: Caps, etag?: string): Promise<Fetched>;
  close(): void;
}

export interface FetcherOptions {
  /** Who is asking, for logs of other registries: the address of our site. */
  from: string;
  doors?: Doors;
  /** Aborting ends what is under way. */
  signal?: AbortSignal;
}

const REDIRECTS = 3;
const HEADER_BYTES = 16_384;
const SILENCE_MS = 10_000;
/** No honest text is smaller packed than this; below a megabyte nobody is harmed. */
const [RATIO, RATIO_FROM] = [100, 1024 * 1024];
/** A server that asks for more is asked again after a day. */
const LONGEST_PAUSE_S = 24 * 3600;
const MOVED = new Set([301, 302, 303, 307, 308]);

/**
 * A way out to one registry. Nobody who answers can have us reach a machine that is not public, hold more than was asked for, wait
 * longer than was said, or unpack what was packed to burst.
 */
export function openFetcher({ from, doors = {}, signal }: FetcherOptions): Fetcher {
  const agents = new Map<string, Agent>();
  const agentFor = (protocol: string) => {
    let agent = agents.get(protocol);
    if (!agent) agents.set(protocol, (agent = makeAgent(protocol === 'https:', doors)));
    return agent;
  };
  return {
    async get(address, caps, etag) {
      const clock = AbortSignal.timeout(caps.ms);
      const ends = signal ? AbortSignal.any([clock, signal]) : clock;
      try {
        return await follow(address, { caps, etag, ends, from, plain: doors.plain ?? false, agentFor });
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (signal?.aborted) throw new Refused('stopped');
        if (clock.aborted) throw new Refused('too-slow');
        throw new Refused('body-broken', (error as { code?: string }).code ?? (error as Error).message);
      }
    },
    close: () => agents.forEach((agent) => agent.destroy()),
  };
}

interface Request {
  caps: Caps;
  etag: string | undefined;
  ends: AbortSignal;
  from: string;
  plain: boolean;
  agentFor: (protocol: string) => Agent;
}

async function follow(address: string, request: Request): Promise<Fetched> {
  let url = checkAddress(address, request.plain);
  const { origin } = url;
  for (let hops = 0; ; hops++) {
    const response = await send(url, request);
    if (!MOVED.has(response.statusCode ?? 0)) return await read(response, request);
    response.destroy();
    if (hops >= REDIRECTS) throw new Refused('redirects-too-many');
    const target = String(response.headers.location ?? '');
    if (!URL.canParse(target, url)) throw new Refused('redirect-elsewhere', target);
    url = checkAddress(new URL(target, url).href, request.plain);
    if (url.origin !== origin) throw new Refused('redirect-elsewhere', url.origin);
  }
}

function checkAddress(address: string, plain: boolean): URL {
  if (!URL.canParse(address)) throw new Refused('address-wrong', address);
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(plain && url.protocol === 'http:')) throw new Refused('not-https', url.protocol);
  if (url.username || url.password) throw new Refused('address-wrong', 'has a name or password');
  return url;
}

/**
 * Asks once; and again where a connection that was kept open is closed without an answer: a server may do that at any moment, and what
 * was asked for was only to be read (RFC 9112, 9.3.1).
 */
function send(url: URL, request: Request): Promise<IncomingMessage> {
  const { caps, etag, ends, from, agentFor } = request;
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const start = url.protocol === 'https:' ? requestSecure : requestPlain;
    const sent = start(url, {
      agent: agentFor(url.protocol),
      signal: ends,
      maxHeaderSize: HEADER_BYTES,
      headers: {
        accept: caps.types.join(', '),
        'accept-encoding': 'gzip',
        'user-agent': `LoQueFunciona/1 (+${from})`,
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
      },
    });
    // Left on for the whole life of the request: an error that nobody listens to would end the process.
    sent.on('error', (error: Error & { code?: string }) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET' && !isAnswered && !ends.aborted) return resolve(send(url, request));
      const isLost = !(error instanceof Refused) && !ends.aborted && !error.code?.startsWith('HPE_');
      reject(isLost ? new Refused('unreachable', error.code ?? error.message) : error);
    });
    sent.setTimeout(SILENCE_MS, () => sent.destroy(new Refused('too-slow', 'is silent')));
    sent.once('response', (response) => {
      isAnswered = true;
      response.on('error', () => undefined);
      resolve(response);
    });
    sent.end();
  });
}

async function read(response: IncomingMessage, { caps, etag, ends }: Request): Promise<Fetched> {
  const refuse = (...reason: ConstructorParameters<typeof Refused>) => {
    response.destroy();
    return new Refused(...reason);
  };
  const { statusCode: status = 0, headers } = response;
  if (status === 304) {
    response.destroy();
    if (etag === undefined) throw new Refused('not-modified-unasked');
    return { body: undefined, etag, received: 0 };
  }
  if (status !== 200) throw refuse('status-wrong', String(status), readPause(headers['retry-after']));
  const type = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (!caps.types.includes(type)) throw refuse('type-wrong', type);
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') throw refuse('encoding-wrong', encoding);
  if (Number(headers['content-length'] ?? 0) > caps.bytes) throw refuse('too-large', headers['content-length']);

  let [received, unpacked] = [0, 0];
  const chunks: Buffer[] = [];
  async function* count(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      received += chunk.length;
      if (received > caps.bytes) throw new Refused('too-large', 'as sent');
      yield chunk;
    }
  }
  async function collect(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      unpacked += chunk.length;
      if (unpacked > caps.bytes) throw new Refused('too-large', 'unpacked');
      if (unpacked > RATIO_FROM && unpacked > received * RATIO) throw new Refused('too-packed');
      chunks.push(chunk);
    }
  }
  // pipeline ends every part of it when one fails: what was written by hand instead hung at the first bomb.
  await (encoding === 'gzip'
    ? pipeline(response, count, createGunzip(), collect, { signal: ends })
    : pipeline(response, count, collect, { signal: ends }));
  const { etag: given } = headers;
  return { body: Buffer.concat(chunks), etag: given && given.length <= 200 ? given : undefined, received };
}

function readPause(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(LONGEST_PAUSE_S, Math.max(0, Math.ceil(seconds))) : undefined;
}
