import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postJson, runServer, type TestServer } from './running-server.ts';
import { sample } from './sample.ts';

const typeOf = async (response: Response) => ((await response.json()) as { type: string }).type;

/** Uses one server for the tests of a block. */
function useServer(options: Parameters<typeof runServer>[0]): () => TestServer {
  let server: TestServer;
  beforeAll(async () => {
    server = await runServer(options);
  });
  afterAll(() => server.stop());
  return () => server;
}

describe('row 17: behind a proxy that says who asks,', () => {
  const server = useServer({
    limits: { unverified: 2, lab: 1, writing: 4, reading: 2 },
    webhookSecrets: ['a secret of some length'],
    env: { TRUST_PROXY: '1' },
  });
  /** Each test is somebody else, at an address of their own. */
  let people = 0;
  const somebody = () => ({ 'x-forwarded-for': `203.0.113.${++people}` });
  const post = (path: string, who: Record<string, string>, body: unknown = sample(), token?: string) =>
    postJson(`${server().origin}${path}`, body, { ...who, ...(token ? { authorization: `Bearer ${token}` } : {}) });
  const get = (path: string, headers: Record<string, string>) => fetch(`${server().origin}${path}`, { headers });

  test('who sends without a token too often is asked to wait, and a lab is not held up by that', async () => {
    const who = somebody();
    const token = await server().addToken('antel');
    expect((await post('/v1/submissions', who)).status).toBe(202);
    expect((await post('/v1/submissions', who, {})).status).toBe(422);
    const refused = await post('/v1/submissions', who);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await typeOf(refused)).toBe('/problems/#too-many-requests');
    expect((await post('/v1/submissions', who, sample(), token)).status).toBe(202);
    expect((await post('/v1/submissions', somebody())).status).toBe(202);
  });

  test('a lab has a limit of its own, whatever address it sends from', async () => {
    const [one, other] = [await server().addToken('latu'), await server().addToken('inti')];
    expect((await post('/v1/submissions', somebody(), sample(), one)).status).toBe(202);
    expect((await post('/v1/submissions', somebody(), sample(), one)).status).toBe(429);
    expect((await post('/v1/submissions', somebody(), sample(), other)).status).toBe(202);
  });

  test('row 15: guessing tokens is limited too', async () => {
    const who = somebody();
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt++)
      statuses.push((await post('/v1/submissions', who, sample(), `lqf_guess${attempt}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
  });

  test('pages are never limited, however often search is asked', async () => {
    const who = somebody();
    const search = await Promise.all([1, 2, 3, 4].map(() => get('/v1/search', who)));
    expect(search.filter(({ status }) => status === 429)).toHaveLength(2);
    const pages = await Promise.all(Array.from({ length: 20 }, () => get('/es/', who)));
    expect(pages.every(({ status }) => status === 200)).toBe(true);
  });

  test('pages of the form are counted when they are opened, apart from searches', async () => {
    const who = somebody();
    const open = async () => (await get('/es/submit/', who)).status;
    for (let search = 0; search < 3; search++) await get('/v1/search', who);
    expect([await open(), await open(), await open()]).toEqual([200, 200, 429]);
  });

  test('so are webhooks, before their signature is looked at', async () => {
    const who = somebody();
    const send = async () => (await post('/v1/webhooks/github', who, '{}')).status;
    expect([await send(), await send(), await send(), await send(), await send()]).toEqual([401, 401, 401, 401, 429]);
    expect((await post('/v1/submissions', who)).status).toBe(202);
  });
});

describe('row 17: with no proxy before it,', () => {
  const server = useServer({ limits: { reading: 1 }, capacity: 2 });
  const url = () => `${server().origin}/v1/submissions`;

  test('an invented X-Forwarded-For is not another address', async () => {
    const ask = (address: string) => fetch(`${server().origin}/v1/search`, { headers: { 'x-forwarded-for': address } });
    expect((await ask('1.1.1.1')).status).toBe(200);
    expect((await ask('2.2.2.2')).status).toBe(429);
  });

  test('when too many submissions wait, the next one is told when to come back, and is not kept', async () => {
    await postJson(url(), sample());
    await postJson(url(), sample());
    const refused = await postJson(url(), sample());
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await typeOf(refused)).toBe('/problems/#outbox-full');
    expect((await server().outbox.count()).received).toBe(2);
  });
});

describe('row 17: with little space,', () => {
  const server = useServer({ env: { OUTBOX_CAPACITY_BYTES: '1000' } });

  test('bytes that are kept are bounded too, and /readyz stays what it was', async () => {
    const url = `${server().origin}/v1/submissions`;
    expect((await postJson(url, sample())).status).toBe(202);
    const refused = await postJson(url, sample());
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await typeOf(refused)).toBe('/problems/#outbox-full');
    expect((await fetch(`${server().origin}/readyz`)).status).toBe(200);
  });
});
