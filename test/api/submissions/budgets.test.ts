import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeShellSite } from '../../unit/submission/form/server.ts';
import { postJson, runServer, type TestServer } from './running-server.ts';
import { asFields, sample } from './sample.ts';

let server: TestServer;
let siteDir: string;
beforeAll(async () => {
  siteDir = await mkdtemp(join(tmpdir(), 'registry-shell-'));
  await makeShellSite(siteDir);
  server = await runServer({ siteDir });
});
afterAll(async () => {
  await server.stop();
  await rm(siteDir, { recursive: true, force: true });
});

const [api, form] = ['/v1/submissions', '/es/submit'] as const;
const typeOf = (text: string) => (/"\/problems\/#([a-z-]+)"/.exec(text) ?? [])[1];

async function send(path: string, body: RequestInit['body'], headers: Record<string, string> = {}) {
  const response = await fetch(server.origin + path, { method: 'POST', body: body!, headers });
  return { status: response.status, type: typeOf(await response.text()) };
}
const TOO_LARGE = { status: 413, type: 'body-too-large' };

describe('row 17: what one request may bring', () => {
  test.each([
    [api, 20, 20_000],
    [form, 20, 80_000],
    [api, 999, 300],
    [form, 999, 1_200],
  ])('words of a form sent to %s are counted together: %d fields of %d bytes are too many', async (path, fields, bytes) => {
    const body = new FormData();
    for (let field = 0; field < fields; field++) body.append(`case[x${field}]`, 'x'.repeat(bytes));
    expect((await send(path, body)).status).toBe(413);
  });

  test.each([
    [api, 1],
    [form, 2],
  ])('a field sent to %s that does not end is refused while it comes', async (path, mebibytes) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const sending = request(server.origin + path, { method: 'POST', headers, agent: false });
    sending.write('--x\r\nContent-Disposition: form-data; name="case[title]"\r\n\r\n');
    sending.write('x'.repeat(mebibytes * 1024 * 1024));
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    sending.destroy();
    expect(response.statusCode).toBe(413);
  });

  test('a form of a hundred files is refused once, however many parts are still in hand', async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error) => void warnings.push(warning);
    process.on('warning', keep);
    const part = (name: number) => `--x\r\nContent-Disposition: form-data; name="f"; filename="${name}.png"\r\n\r\n\r\n`;
    const body = `${Array.from({ length: 100 }, (_, name) => part(name)).join('')}--x--\r\n`;
    for (const path of [api, form])
      expect((await send(path, body, { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(413);
    process.off('warning', keep);
    expect(warnings.map(({ message }) => message)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['items', { case: { lessons: Array.from({ length: 20_000 }, () => 0) } }],
    ['keys', { case: Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [`k${key}`, 0])) }],
    ['empty lists', { case: { lessons: Array.from({ length: 20_000 }, () => []) } }],
  ])('twenty thousand %s are refused before anything looks at them', async (_what, body) => {
    for (const path of [api, '/v1/validate'])
      expect(await send(path, JSON.stringify(body), { 'content-type': 'application/json' })).toEqual(TOO_LARGE);
  });

  test('words in JSON are bounded like those of a form, and files apart', async () => {
    const long = { ...sample(), body: { context: 'x'.repeat(300_000) } };
    expect(await send(api, JSON.stringify(long), { 'content-type': 'application/json' })).toEqual(TOO_LARGE);
    const data = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000), Buffer.from('%%EOF')]).toString('base64');
    const file = { name: 'a.pdf', type: 'application/pdf', description: 'Informe', data };
    expect((await postJson(server.origin + api, { ...sample(), attachments: [file] })).status).toBe(202);
    expect((await postJson(server.origin + api, { ...sample(), case: { ...sample().case, data } })).status).toBe(422);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    // As tight as it can takes brotli many seconds.
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] as const)('a body packed with %s is unpacked only as far as it may be long', async (encoding, pack) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    expect(await send(api, pack(Buffer.alloc(200_000_000, 0x20)) as Uint8Array<ArrayBuffer>, headers)).toEqual(TOO_LARGE);
    const honest = pack(Buffer.from(JSON.stringify(sample()))) as Uint8Array<ArrayBuffer>;
    expect((await send(api, honest, headers)).status).toBe(202);
    expect((await send(api, honest.slice(0, 40), headers)).status).toBe(400);
  });

  test('a packing that we do not know, and a packed form, are refused by name', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'zstd' };
    expect((await send(api, 'x', headers)).status).toBe(415);
    const packed = { 'content-type': 'multipart/form-data; boundary=x', 'content-encoding': 'gzip' };
    expect((await send(api, gzipSync('--x--') as Uint8Array<ArrayBuffer>, packed)).status).toBe(415);
  });

  test.each(['application/json', 'application/x-www-form-urlencoded'])(
    'bytes of %s that are not UTF-8 are refused',
    async (type) => {
      const text = type.includes('json') ? JSON.stringify(sample()) : new URLSearchParams(asFields(sample())).toString();
      const broken = Buffer.concat([Buffer.from(text.slice(0, 30)), Buffer.from([0xff]), Buffer.from(text.slice(30))]);
      for (const path of type.includes('json') ? [api] : [api, form])
        expect((await send(path, broken as Uint8Array<ArrayBuffer>, { 'content-type': type })).status).toBe(400);
    },
  );

  test('who is refused half-way still hears why', async () => {
    const body = new FormData();
    for (let field = 0; field < 900; field++) body.append(`case[x${field}]`, 'x'.repeat(10_000));
    for (let time = 0; time < 3; time++) expect(await send(api, body)).toEqual(TOO_LARGE);
  });
});

describe('row 19: names that every object has', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'as that of a file field: %s',
    async (name) => {
      const body = new FormData();
      for (const [field, value] of Object.entries({ at: 'review', go: 'send', [name]: 'x' })) body.append(field, value);
      for (const field of [name, `file-${name}`]) body.append(field, new Blob([new Uint8Array([1])]), 'a.png');
      expect((await send(form, body)).status).toBe(422);
      expect((await send(api, body)).status).toBe(400);
      expect(({} as { x?: unknown }).x).toBeUndefined();
    },
  );

  test.each(['__proto__', 'constructor', 'toString'])('as an answer to a question: %s', async (answer) => {
    const fields = asFields(sample()).map(([name, value]) => [name, /firstHand|country|level/.test(name) ? answer : value]);
    expect((await send(api, new URLSearchParams(fields))).status).toBe(422);
  });

  test.each(['__proto__', 'constructor', 'toString'])('as that of a button: %s', async (go) => {
    for (const at of ['review', go, 'what']) {
      const { status } = await send(form, new URLSearchParams({ at, go, draft: go, language: go }));
      expect(status).toBeLessThan(500);
    }
  });
});
