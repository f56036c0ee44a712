import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postJson, runServer, type TestServer, until } from './running-server.ts';
import { sample } from './sample.ts';

const SECRET = 'a secret of some length';
const OLD = 'the secret before that one';

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await runServer({ delivers: true, webhookSecrets: [SECRET, OLD] });
  ({ id } = (await (await postJson(`${server.origin}/v1/submissions`, sample())).json()) as { id: string });
  await until(
    () => server.outbox.find(id),
    (entry) => entry?.state === 'in-review' || entry?.state === 'proposed',
  );
});
afterAll(() => server.stop());

const eventOf = (action: string) => JSON.stringify({ action, pull_request: { head: { ref: `proposals/${id}` } } });
const sign = (body: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const send = (body: string, headers: Record<string, string>) => postJson(`${server.origin}/v1/webhooks/github`, body, headers);
const delivery = () => ({ 'x-github-delivery': randomUUID(), 'x-github-event': 'pull_request' });

describe('row 16: a webhook', () => {
  test.each<[string, (body: string) => Record<string, string>]>([
    ['without a signature', () => ({})],
    ['with an empty signature', () => ({ 'x-hub-signature-256': '' })],
    [
      'with a signature that is one bit off',
      (body) => ({ 'x-hub-signature-256': sign(body).replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
    ],
    ['signed with another secret', (body) => ({ 'x-hub-signature-256': sign(body, 'nobody knows this one') })],
    ['signed over other bytes', (body) => ({ 'x-hub-signature-256': sign(`${body} `) })],
    ['signed in SHA-1 only', (body) => ({ 'x-hub-signature': `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}` })],
    [
      'signed over the same JSON written differently',
      (body) => ({ 'x-hub-signature-256': sign(JSON.stringify(JSON.parse(body), null, 1)) }),
    ],
  ])('%s is refused', async (_how, headers) => {
    const body = eventOf('closed');
    const response = await send(body, { ...delivery(), ...headers(body) });
    expect(response.status).toBe(401);
    expect(((await response.json()) as { type: string }).type).toBe('/problems/#signature-invalid');
  });

  test('with any one bit of its signature or of its bytes turned over is refused', async () => {
    const body = eventOf('closed');
    const signature = sign(body);
    const turned = [...signature.slice(7)].map((digit, index) => {
      const other = (Number.parseInt(digit, 16) ^ (1 << (index % 4))).toString(16);
      return `sha256=${signature.slice(7, 7 + index)}${other}${signature.slice(8 + index)}`;
    });
    const answers = await Promise.all(turned.map((wrong) => send(body, { ...delivery(), 'x-hub-signature-256': wrong })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    for (let at = 0; at < body.length; at++) {
      const bytes = Buffer.from(body);
      bytes[at]! ^= 1 << (at % 7);
      const { status } = await send(bytes.toString(), { ...delivery(), 'x-hub-signature-256': signature });
      expect(status).toBe(401);
    }
  });

  test('is taken with the new secret and with the old one', async () => {
    const body = eventOf('labeled');
    for (const secret of [SECRET, OLD])
      expect((await send(body, { ...delivery(), 'x-hub-signature-256': sign(body, secret) })).status).toBe(202);
  });

  test('that says what the forge does not say changes nothing', async () => {
    const body = eventOf('closed');
    expect((await send(body, { ...delivery(), 'x-hub-signature-256': sign(body) })).status).toBe(202);
    const entry = await until(
      () => server.outbox.find(id),
      (found) => found?.state === 'in-review',
    );
    expect(entry!.times.declined).toBeUndefined();
  });

  test('that comes twice is answered alike, and counts once', async () => {
    const body = eventOf('edited');
    const headers = { ...delivery(), 'x-hub-signature-256': sign(body) };
    expect([(await send(body, headers)).status, (await send(body, headers)).status]).toEqual([202, 202]);
    expect(await server.outbox.recordDelivery(headers['x-github-delivery'], Date.now())).toBe(false);
  });

  test('about something else, or with words we do not know, is answered and forgotten', async () => {
    for (const body of ['{}', 'null', '{"zen":"x"}', '{"pull_request":{"head":{"ref":"../../x"}}}', '{"pull_request":3}'])
      expect((await send(body, { ...delivery(), 'x-hub-signature-256': sign(body) })).status, body).toBe(202);
  });

  test('that is no JSON, has no delivery id or is enormous is a mistake of its sender', async () => {
    expect((await send('{', { ...delivery(), 'x-hub-signature-256': sign('{') })).status).toBe(400);
    const body = eventOf('closed');
    expect((await send(body, { 'x-hub-signature-256': sign(body) })).status).toBe(400);
    const large = JSON.stringify({ x: 'x'.repeat(2_000_000) });
    expect((await send(large, { ...delivery(), 'x-hub-signature-256': sign(large) })).status).toBe(413);
  });

  test('makes a decision known at once', async () => {
    await server.forge.decide(id, { verdict: 'decline', by: 'Revisora', reason: 'Falta la fuente.' });
    const body = eventOf('closed');
    await send(body, { ...delivery(), 'x-hub-signature-256': sign(body) });
    await until(
      () => server.outbox.find(id),
      (entry) => entry?.state === 'declined',
    );
  });
});

describe('a push to the published branch', () => {
  const push = (ref: string) => {
    const body = JSON.stringify({ ref, after: '0'.repeat(40) });
    return send(body, { 'x-github-delivery': randomUUID(), 'x-github-event': 'push', 'x-hub-signature-256': sign(body) });
  };
  const commit = (file: string) => {
    server.git('checkout', '--quiet', '-B', 'main');
    execFileSync('sh', ['-c', `echo changed >> content/${file}`], { cwd: server.repository });
    server.git('commit', '--quiet', '--all', '--message=Change something', '--allow-empty');
  };

  test('has the site built again when the branch has moved, and not otherwise', async () => {
    const before = await server.rebuilds();
    expect((await push('refs/heads/main')).status).toBe(202);
    expect((await push('refs/heads/other')).status).toBe(202);
    commit('registry.yml');
    expect((await push('refs/heads/main')).status).toBe(202);
    await until(server.rebuilds, (count) => count > before);
    expect((await push('refs/heads/main')).status).toBe(202);
    expect(await server.rebuilds()).toBe(before + 1);
  });
});

test('a server without a secret has no webhook', async () => {
  const other = await runServer();
  expect((await postJson(`${other.origin}/v1/webhooks/github`, '{}')).status).toBe(405);
  await other.stop();
});
