import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Doors } from '#registry/federation/fetch/checked-connection.ts';
import { type Caps, type Fetcher, openFetcher } from '#registry/federation/fetch/get.ts';
import { isPublicAddress } from '#registry/federation/fetch/public-address.ts';
import { Refused } from '#registry/federation/fetch/refused.ts';
import { parseJson } from '#registry/federation/json.ts';
import { PATIENCE_MS } from '../../patience.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const MB = 1024 * 1024;
const CAPS: Caps = { bytes: 8 * MB, ms: PATIENCE_MS, types: ['application/json'] };
/** For who waits in vain: on a busy machine an honest answer may take longer. */
const IMPATIENT: Caps = { ...CAPS, ms: 1500 };
const bomb = gzipSync(Buffer.alloc(256 * MB));
const packedWell = gzipSync(Buffer.alloc(7 * MB));

/** What a hostile server does when it is asked. */
type Trick = (request: IncomingMessage, response: ServerResponse) => void;

/** Writes again and again until the other side has had enough. */
const again = (request: IncomingMessage, ms: number, write: () => void) => {
  const timer = setInterval(write, ms);
  request.socket.on('close', () => clearInterval(timer));
};
const answer =
  (head: Record<string, string>, body: string | Buffer = '{}', status = 200): Trick =>
  (_request, response) =>
    void response.writeHead(status, head).end(body);
const redirect =
  (location: () => string): Trick =>
  (_request, response) =>
    void response.writeHead(302, { location: location() }).end();
const raw =
  (text: string, ends = false): Trick =>
  ({ socket }) => {
    socket.write(text);
    if (ends) socket.end();
  };

let secretPort = 0;
const TRICKS: Readonly<Record<string, readonly [Trick, string]>> = {
  'redirect to this machine': [redirect(() => `http://127.0.0.1:${secretPort}/`), 'redirect-elsewhere'],
  'redirect to the secrets of a cloud': [redirect(() => 'http://169.254.169.254/latest/'), 'redirect-elsewhere'],
  'redirect to a file': [redirect(() => 'file:///etc/passwd'), 'not-https'],
  'redirect to nothing that can be read': [redirect(() => 'http://[::'), 'redirect-elsewhere'],
  'redirect in a circle': [redirect(() => '/redirect%20in%20a%20circle'), 'redirects-too-many'],
  bomb: [answer({ ...JSON_TYPE, 'content-encoding': 'gzip' }, bomb), 'too-large'],
  'small bomb': [answer({ ...JSON_TYPE, 'content-encoding': 'gzip' }, packedWell), 'too-packed'],
  'bomb in a bomb': [answer({ ...JSON_TYPE, 'content-encoding': 'gzip, gzip' }, gzipSync(bomb)), 'encoding-wrong'],
  'another packing': [answer({ ...JSON_TYPE, 'content-encoding': 'br' }, brotliCompressSync('{}')), 'encoding-wrong'],
  'no end': [
    (request, response) => (
      response.writeHead(200, JSON_TYPE),
      again(request, 1, () => void response.write(Buffer.alloc(MB, 32)))
    ),
    'too-large',
  ],
  'a byte now and then': [
    (request, response) => (response.writeHead(200, JSON_TYPE), again(request, 100, () => void response.write(' '))),
    'too-slow',
  ],
  silence: [() => undefined, 'too-slow'],
  'headers now and then': [
    (request) => (request.socket.write('HTTP/1.1 200 OK\r\n'), again(request, 50, () => void request.socket.write('x-a: b\r\n'))),
    'too-slow',
  ],
  'headers of a megabyte': [raw(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(MB)}\r\n\r\n`), 'body-broken'],
  'a length that lies': [
    (_request, response) => void response.writeHead(200, { ...JSON_TYPE, 'content-length': '999999999' }).write('{}'),
    'too-large',
  ],
  'less than was said': [
    raw('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":1}', true),
    'body-broken',
  ],
  'a page for people': [answer({ 'content-type': 'text/html' }, '<h1>Mantenimiento</h1>'), 'type-wrong'],
  'no type': [answer({}), 'type-wrong'],
  'half a packing': [answer({ ...JSON_TYPE, 'content-encoding': 'gzip' }, packedWell.subarray(0, 200)), 'body-broken'],
  'what is not packed': [answer({ ...JSON_TYPE, 'content-encoding': 'gzip' }, '{"a":1}'), 'body-broken'],
  nothing: [answer({}, '', 204), 'status-wrong'],
  'not there': [answer({}, '', 404), 'status-wrong'],
  'an error': [answer({}, 'x', 500), 'status-wrong'],
  'wait for three years': [answer({ 'retry-after': '99999999' }, '', 429), 'status-wrong'],
  'two lengths': [
    raw(
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{}',
    ),
    'body-broken',
  ],
  'hints without end': [
    (request) => again(request, 20, () => void request.socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n')),
    'too-slow',
  ],
  'unchanged, which nobody asked': [answer({}, '', 304), 'not-modified-unasked'],
  'no HTTP': [raw('SSH-2.0-OpenSSH_9.9\r\n', true), 'body-broken'],
};

let [privateHits, evil, inside]: [number, Server, Server] = [0, createServer(), createServer()];
let origin = '';
let doors: Doors = {};
let fetcher: Fetcher;
const listen = (server: Server) =>
  new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work;
    return 'taken';
  } catch (error) {
    expect(error).toBeInstanceOf(Refused);
    return (error as Refused).code;
  }
};

beforeAll(async () => {
  inside = createServer((_request, response) => {
    privateHits++;
    response.writeHead(200, JSON_TYPE).end('{"secret":1}');
  });
  evil = createServer((request, response) => {
    const name = decodeURIComponent(request.url!.slice(1));
    if (name === 'fine') return void response.writeHead(200, { ...JSON_TYPE, etag: '"1"' }).end('{"a":1}');
    if (name === 'moved here') return void response.writeHead(301, { location: '/fine' }).end();
    if (name === 'known') return void response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end();
    if (name === 'long redirect') {
      response.writeHead(302, { location: '/fine' });
      return again(request, 5, () => void response.write(Buffer.alloc(65_536)));
    }
    TRICKS[name]![0](request, response);
  });
  secretPort = await listen(inside);
  const port = await listen(evil);
  origin = `http://127.0.0.1:${port}`;
  // The one hole of the test: the hostile server's own address and port.
  doors = {
    plain: true,
    connectMs: PATIENCE_MS,
    isAllowed: (address, at) => (address === '127.0.0.1' && at === port) || isPublicAddress(address),
  };
  fetcher = openFetcher({ from: 'https://here.example', doors });
});
afterAll(() => {
  fetcher.close();
  for (const server of [evil, inside]) {
    server.closeAllConnections();
    server.close();
  }
});

describe('what a hostile server sends', () => {
  test.each(Object.entries(TRICKS))('%s is refused, by a code', async (name, [, code]) => {
    const caps = code === 'too-slow' ? IMPATIENT : CAPS;
    expect(await codeOf(fetcher.get(`${origin}/${encodeURIComponent(name)}`, caps))).toBe(code);
  });

  test('is never held in memory: a bomb of 256 megabytes costs less than 64', async () => {
    const before = process.memoryUsage().rss;
    for (let times = 0; times < 5; times++) await codeOf(fetcher.get(`${origin}/bomb`, CAPS));
    expect((process.memoryUsage().rss - before) / MB).toBeLessThan(64);
  });

  test('that asks for silence is obeyed for a day at most', async () => {
    const refused = await fetcher
      .get(`${origin}/${encodeURIComponent('wait for three years')}`, CAPS)
      .catch((error: unknown) => error);
    expect((refused as Refused).retryAfter).toBe(24 * 3600);
  });
});

describe('what an honest server sends', () => {
  test('is taken, with its version, after a redirect on the same site too, even one that goes on talking', async () => {
    for (const path of ['fine', 'moved%20here', 'long%20redirect']) {
      const { body, etag } = await fetcher.get(`${origin}/${path}`, CAPS);
      expect([body?.toString(), etag]).toEqual(['{"a":1}', '"1"']);
    }
  });

  test('is left where it is when nothing changed since the version that we know', async () => {
    expect(await fetcher.get(`${origin}/known`, CAPS, '"1"')).toMatchObject({ body: undefined, etag: '"1"' });
  });

  test('is given up when we are told to stop', async () => {
    const stopping = new AbortController();
    const other = openFetcher({ from: 'https://here.example', doors, signal: stopping.signal });
    const asked = codeOf(other.get(`${origin}/silence`, CAPS));
    setTimeout(() => stopping.abort(), 50);
    expect(await asked).toBe('stopped');
  });
});

describe('an address', () => {
  /** Sixteen ways to say this machine. */
  const LOOPBACK = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:0:0:1]',
    '１２７.0.0.1',
    'localhost',
  ];
  test.each(LOOPBACK)('%s of this machine is refused before anything is sent', async (host) => {
    expect(await codeOf(fetcher.get(`http://${host}:${secretPort}/`, CAPS))).toBe('address-private');
  });

  test('with credentials, of another scheme or without TLS is refused', async () => {
    expect(await codeOf(fetcher.get('http://a:b@8.8.8.8/', CAPS))).toBe('address-wrong');
    expect(await codeOf(fetcher.get('no address', CAPS))).toBe('address-wrong');
    for (const address of ['file:///etc/passwd', 'ftp://8.8.8.8/', 'data:application/json,{}'])
      expect(await codeOf(fetcher.get(address, CAPS))).toBe('not-https');
    const strict = openFetcher({ from: 'https://here.example' });
    expect(await codeOf(strict.get(`${origin}/fine`, CAPS))).toBe('not-https');
    expect(await codeOf(strict.get(`https://127.0.0.1:${secretPort}/`, CAPS))).toBe('address-private');
  });

  const resolving = (...answers: string[][]) => {
    let asked = 0;
    const lookup = async () => answers[Math.min(asked++, answers.length - 1)]!.map((address) => ({ address }));
    return openFetcher({ from: 'https://here.example', doors: { ...doors, lookup } });
  };
  const port = () => new URL(origin).port;

  test('is refused when one answer of several is private, in any notation, and when there is none', async () => {
    for (const answers of [['8.8.8.8', '10.0.0.1'], ['8.8.8.8', '::ffff:127.0.0.2'], ['169.254.169.254'], ['fe80::1%1']])
      expect(await codeOf(resolving(answers).get(`http://evil.example:${port()}/fine`, CAPS))).toBe('address-private');
    expect(await codeOf(resolving([]).get(`http://evil.example:${port()}/fine`, CAPS))).toBe('unreachable');
  });

  test('that was checked is the one that is connected to, whatever a second question would be answered', async () => {
    const first = resolving(['127.0.0.1'], ['127.0.0.2']);
    const url = `http://evil.example:${port()}/`;
    expect((await first.get(`${url}fine`, CAPS)).body?.toString()).toBe('{"a":1}');
    first.close();
    expect(await codeOf(resolving(['127.0.0.2']).get(`${url}fine`, CAPS))).toBe('address-private');
  });
});

test('a connection that was kept and is closed when it is used again costs nothing, and one that is closed at once is told', async () => {
  const asked = new Map<object, number>();
  const server = createServer(({ socket, url }, response) => {
    const times = (asked.get(socket) ?? 0) + 1;
    asked.set(socket, times);
    if (times > 1 || url === '/never') socket.destroy();
    else response.writeHead(200, JSON_TYPE).end('{"a":1}');
  });
  const address = `http://127.0.0.1:${await listen(server)}`;
  const way = openFetcher({ from: 'https://here.example', doors: { plain: true, isAllowed: () => true } });
  for (let time = 0; time < 3; time++) expect((await way.get(`${address}/`, CAPS)).body?.toString()).toBe('{"a":1}');
  expect([...asked.values()]).toEqual([2, 2, 1]);
  expect(await codeOf(way.get(`${address}/never`, CAPS))).toBe('unreachable');
  expect([...asked.values()]).toEqual([2, 2, 2, 1]);
  way.close();
  server.close();
});

test('nothing private was asked, by any of all that', () => expect(privateHits).toBe(0));

test('JSON is read as such and no deeper than anybody would write it', async () => {
  expect(parseJson(Buffer.from('{"a":[1]}'))).toEqual({ a: [1] });
  const why = (bytes: Buffer | string) => {
    try {
      parseJson(Buffer.from(bytes));
      return 'taken';
    } catch (error) {
      return (error as Refused).code;
    }
  };
  expect(why('['.repeat(100_000) + ']'.repeat(100_000))).toBe('too-deep');
  expect(why(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`)).toBe('too-deep');
  expect(why(`["${'['.repeat(100)}"]`)).toBe('taken');
  expect(why('{"a":')).toBe('not-json');
  expect(why('')).toBe('not-json');
  expect(why('\uFEFF{}')).toBe('not-json');
  expect(why(Buffer.from([0x22, 0xff, 0x22]))).toBe('not-utf8');
});
