import { afterEach, expect, test } from 'vitest';
import { postJson, runServer, type TestServer } from './running-server.ts';
import { sample } from './sample.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const typeOf = async (response: Response) => ((await response.json()) as { type: string }).type;

test('row 17: who sends without a token too often is asked to wait, and a lab is not held up by that', async () => {
  server = await runServer({ limits: { unverified: 2 } });
  const url = `${server.origin}/v1/submissions`;
  const token = await server.addToken('antel');
  expect((await postJson(url, sample())).status).toBe(202);
  expect((await postJson(url, {})).status).toBe(422);
  const refused = await postJson(url, sample());
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await typeOf(refused)).toBe('/problems/#too-many-requests');
  expect((await postJson(url, sample(), { authorization: `Bearer ${token}` })).status).toBe(202);
});

test('row 17: a lab has a limit of its own, whatever address it sends from', async () => {
  server = await runServer({ limits: { lab: 1 } });
  const url = `${server.origin}/v1/submissions`;
  const [one, other] = [await server.addToken('antel'), await server.addToken('latu')];
  expect((await postJson(url, sample(), { authorization: `Bearer ${one}` })).status).toBe(202);
  expect((await postJson(url, sample(), { authorization: `Bearer ${one}` })).status).toBe(429);
  expect((await postJson(url, sample(), { authorization: `Bearer ${other}` })).status).toBe(202);
});

test('row 15: guessing tokens is limited too', async () => {
  server = await runServer({ limits: { writing: 3 } });
  const statuses = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const response = await postJson(`${server.origin}/v1/submissions`, sample(), { authorization: `Bearer lqf_guess${attempt}` });
    statuses.push(response.status);
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

test('row 17: an invented X-Forwarded-For is not another address', async () => {
  server = await runServer({ limits: { reading: 1 } });
  const ask = (address: string) => fetch(`${server!.origin}/v1/search`, { headers: { 'x-forwarded-for': address } });
  expect((await ask('1.1.1.1')).status).toBe(200);
  expect((await ask('2.2.2.2')).status).toBe(429);
});

test('pages are never limited, however often search is asked', async () => {
  server = await runServer({ limits: { reading: 1 } });
  const search = await Promise.all([1, 2, 3].map(() => fetch(`${server!.origin}/v1/search`)));
  expect(search.filter(({ status }) => status === 429)).toHaveLength(2);
  const pages = await Promise.all(Array.from({ length: 20 }, () => fetch(`${server!.origin}/es/`)));
  expect(pages.every(({ status }) => status === 200)).toBe(true);
});

test('row 17: when too many submissions wait, the next one is told when to come back, and is not kept', async () => {
  server = await runServer({ capacity: 2 });
  const url = `${server.origin}/v1/submissions`;
  await postJson(url, sample());
  await postJson(url, sample());
  const refused = await postJson(url, sample());
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await typeOf(refused)).toBe('/problems/#outbox-full');
  expect((await server.outbox.count()).received).toBe(2);
});

test('row 17: bytes that are kept are bounded too, and /readyz stays what it was', async () => {
  server = await runServer({ env: { OUTBOX_CAPACITY_BYTES: '1000' } });
  const url = `${server.origin}/v1/submissions`;
  expect((await postJson(url, sample())).status).toBe(202);
  const refused = await postJson(url, sample());
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await typeOf(refused)).toBe('/problems/#outbox-full');
  expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
});

test('row 17: pages of the form are counted when they are opened, apart from searches', async () => {
  server = await runServer({ limits: { reading: 2 } });
  const open = () => fetch(`${server!.origin}/es/submit`);
  for (let search = 0; search < 3; search++) await fetch(`${server.origin}/v1/search`);
  const statuses = [await open(), await open(), await open()].map(({ status }) => status);
  expect(statuses[1]).not.toBe(429);
  expect(statuses[2]).toBe(429);
});

test('row 17: so are webhooks, before their signature is looked at', async () => {
  server = await runServer({ limits: { writing: 2 }, webhookSecrets: ['a secret of some length'] });
  const send = async () => (await postJson(`${server!.origin}/v1/webhooks/github`, '{}')).status;
  expect([await send(), await send(), await send()]).toEqual([401, 401, 429]);
  expect((await postJson(`${server.origin}/v1/submissions`, sample())).status).toBe(202);
});
