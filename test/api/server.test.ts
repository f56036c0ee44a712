import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createApp } from '../../api/http/app.ts';
import { listen, type Listening } from './listen.ts';
import { registry } from '../real-content.ts';

let server: Listening;
let origin: string;

beforeAll(async () => {
  const redirects = new Map([['plan-ceibal', 'uruguay-plan-ceibal']]);
  const app = createApp({
    siteDir: inject('siteDir'),
    name: registry.name,
    locales: [...registry.locales.values()],
    redirects,
    trustProxy: 0,
  });
  server = await listen(app);
  ({ origin } = server);
});

afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(origin + path, { headers, redirect: 'manual', ...init });

/** Sends a request line unchanged: fetch would normalise the path first. */
const sendRaw = (target: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n`);
    });
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });

describe('pages', () => {
  test('are answered as HTML in UTF-8, and asked again each time', async () => {
    const response = await get('/es/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('are not sent again to whoever has them', async () => {
    const etag = (await get('/es/cases/uruguay-plan-ceibal/')).headers.get('etag')!;
    expect(etag).toBeTruthy();
    // Without our own cache-control, fetch adds no-cache to conditional requests.
    const again = await get('/es/cases/uruguay-plan-ceibal/', { 'if-none-match': etag, 'cache-control': 'max-age=0' });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('are compressed for whoever can read that', async () => {
    expect((await get('/es/', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip');
    expect((await get('/es/', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull();
    expect((await get('/es/')).headers.get('vary')).toContain('Accept-Encoding');
  });

  test('can be asked for their head alone', async () => {
    const response = await get('/es/', {}, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  test('take the slash that is missing', async () => {
    const response = await get('/es/cases/uruguay-plan-ceibal');
    expect(response.status).toBe(301);
    expect(new URL(response.headers.get('location')!, origin).pathname).toBe('/es/cases/uruguay-plan-ceibal/');
  });
});

describe('files', () => {
  test('whose name changes with their content are kept for ever', async () => {
    const sheet = /\/_astro\/[^"]+\.css/.exec(await (await get('/es/')).text())![0];
    expect((await get(sheet)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('of fonts and marks are kept for a week', async () => {
    for (const path of ['/marks.svg', '/fonts/literata-400.woff2']) {
      expect((await get(path)).headers.get('cache-control')).toBe('public, max-age=604800');
    }
  });

  test.each([
    ['/cases.json', /^application\/json/],
    ['/cases.csv', /^text\/csv/],
    ['/cases/uruguay-plan-ceibal.json', /^application\/json/],
    ['/es/feed.xml', /xml/],
    ['/schemas/case.schema.json', /json/],
  ])('of open data can be read by pages of others: %s', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('content-type')).toMatch(type);
  });
});

test.each(['/es/', '/nope/', '/v1', '/cases.json', '/%'])(
  '%s carries the security headers and says nothing of what runs here',
  async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  },
);

test('pages close what they do not need: no camera, no place, no payment', async () => {
  const policy = (await get('/es/')).headers.get('permissions-policy')!.split(', ');
  expect(policy).toEqual(expect.arrayContaining(['camera=()', 'geolocation=()', 'microphone=()', 'payment=()', 'usb=()']));
});

describe('a part of a file', () => {
  test('is sent when there is one', async () => {
    const response = await get('/cases.json', { range: 'bytes=0-9' });
    expect(response.status).toBe(206);
    expect((await response.text()).length).toBe(10);
  });

  test('that begins beyond the end is refused as that, with how long the file is', async () => {
    const whole = Number((await get('/marks.svg', { 'accept-encoding': 'identity' })).headers.get('content-length'));
    const response = await get('/marks.svg', { range: 'bytes=99999999-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${whole}`);
    expect(((await response.json()) as { type: string }).type).toBe('/problems/#range-not-satisfiable');
  });
});

test('the header allows no more than the pages themselves do', async () => {
  const response = await get('/es/');
  const header = response.headers
    .get('content-security-policy')!
    .split(';')
    .map((part) => part.trim());
  const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/
    .exec(await response.text())![1]!
    .split(';')
    .map((part) => part.trim());
  expect(header.filter((directive) => !directive.startsWith('frame-ancestors')).toSorted()).toEqual(meta.toSorted());
});

describe('the front door', () => {
  test.each([
    ['pt-BR,pt;q=0.9', '/pt/'],
    ['es-AR', '/es/'],
    ['en-US,en;q=0.5', '/en/'],
    ['de', '/es/'],
    ['fr, pt;q=0.4, en;q=0.2', '/pt/'],
  ])('leads who asks for %s to %s', async (language, home) => {
    const response = await get('/', { 'accept-language': language });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(home);
    expect(response.headers.get('vary')).toContain('Accept-Language');
  });
});

describe('a wrong address', () => {
  test('is a page for people', async () => {
    const response = await get('/es/nope/', { accept: 'text/html' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test.each([
    ['es-UY', 'es-419'],
    ['pt-BR', 'pt-BR'],
    ['en', 'en'],
  ])('is a problem in the language of a program that asks in %s', async (language, tag) => {
    const response = await get('/v1/nope', { accept: 'application/json', 'accept-language': language });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('content-language')).toBe(tag);
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status: 404, instance: '/v1/nope' });
    expect(problem['title']).toBeTypeOf('string');
    expect(problem['type']).toBeTypeOf('string');
  });

  test('is a problem in three different wordings', async () => {
    const titles = await Promise.all(
      ['es', 'pt', 'en'].map(
        async (language) => ((await (await get('/v1/nope', { 'accept-language': language })).json()) as { title: string }).title,
      ),
    );
    expect(new Set(titles).size).toBe(3);
  });
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s on a page is refused as a method, whatever it brings', async (method) => {
  const response = await get('/es/', { 'content-type': 'application/json' }, { method, body: '{"a":' });
  expect(response.status).toBe(405);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
});

test.each(['/%', '/%c0%ae', '/es/%E0%A4%A'])(
  'an address that cannot be decoded is a caller’s mistake without a trace of ours: %s',
  async (target) => {
    const answer = await sendRaw(target);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toMatch(/node_modules|\bat .*:\d+:\d+|URIError/);
  },
);

test.each([
  '/..%2f..%2fpackage.json',
  '/../package.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/es/..%5c..%5cpackage.json',
  '/es/%2e%2e%2f%2e%2e%2fpackage.json',
  '//etc/passwd',
  '/_astro/../../package.json',
  '/es/index.html%00.txt',
  '/.git/config',
])('nothing outside the built site is served: %s', async (target) => {
  const answer = await sendRaw(target);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toMatch(/"dependencies"|root:x|\[core\]/);
});

test.each(['//example.com/%2e%2e', '//example.com', '/%5cexample.com/%2e%2e'])(
  'no address sends a reader to another host: %s',
  async (target) => {
    const location = /^location: (.*)$/im.exec(await sendRaw(target))?.[1]?.trim();
    if (location !== undefined) expect(new URL(location, 'http://localhost').host).toBe('localhost');
  },
);

describe('a case that has a new id', () => {
  test.each(['es', 'pt', 'en'])('answers for the old one in %s, for good', async (locale) => {
    const response = await get(`/${locale}/cases/plan-ceibal/`);
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe(`/${locale}/cases/uruguay-plan-ceibal/`);
  });

  test('is not looked for in languages that there are not', async () => {
    expect((await get('/xx/cases/plan-ceibal/')).status).toBe(404);
  });
});

describe('programs', () => {
  test('learn at /v1 what there is, and every link of it works', async () => {
    const response = await get('/v1');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { links, locales } = (await response.json()) as { links: Record<string, string>; locales: string[] };
    expect(locales).toEqual(['es', 'pt', 'en']);
    for (const link of Object.values(links))
      expect((await get(link.replace('{id}', 'uruguay-plan-ceibal'))).status, link).toBe(200);
  });

  test('that watch the server are told that it lives, and nobody keeps that answer', async () => {
    const response = await get('/healthz');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
