import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postJson, runServer, type TestServer, until } from './running-server.ts';
import { asFields, PNG, sample } from './sample.ts';

let server: TestServer;
beforeAll(async () => {
  server = await runServer({ delivers: true });
});
afterAll(() => server.stop());

const url = () => `${server.origin}/v1/submissions`;
const submit = (body: unknown, headers?: Record<string, string>) => postJson(url(), body, headers);
const typeOf = async (response: Response) => ((await response.json()) as { type: string }).type.replace('/problems/#', '');
const proposalOf = async (response: Response) => {
  const { id } = (await response.json()) as { id: string };
  await until(
    () => server.outbox.find(id),
    (entry) => entry?.proposal !== undefined,
  );
  return id;
};

describe('row 1: words that look like front matter stay words', () => {
  test.each(['x\npublished: true', 'x\n---\nreviewed: {by: evil}', '---', '"}: &a [*a]', '# x', '{{ x }}', '!!js/function x'])(
    '%j',
    async (title) => {
      const response = await submit({ ...sample(), case: { ...sample().case, title } });
      if (response.status === 422) return;
      expect(response.status).toBe(202);
      const id = await proposalOf(response);
      const [file = ''] = server.git('diff', '--name-only', `main...proposals/${id}`).trim().split('\n');
      const record = server.git('show', `proposals/${id}:${file}`);
      expect(record).not.toMatch(/^(?:published|reviewed):/m);
      expect(record.match(/^---$/gm)).toHaveLength(2);
    },
  );
});

test('row 5: Markdown that would keep the parser busy is answered in bounded time, and nobody else waits', async () => {
  const around = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);
  const bodies = [
    Array.from({ length: 600 }, (_, index) => '`'.repeat((index % 38) + 1)).join(' '),
    '>'.repeat(5_000),
    around('*a ', 'b*', 2_000),
    `${around('*a ', 'b*', 190)}\n\n`.repeat(12),
    'a\n=\n'.repeat(2_900),
    '- a\n'.repeat(2_900),
    '['.repeat(11_000),
  ];
  for (const text of bodies) {
    // As much as fits: a body has seven sections and 40,000 characters.
    const sections = Object.fromEntries(['context', 'what-was-done', 'results'].map((section) => [section, text]));
    const [answer, other] = await Promise.all([
      postJson(`${server.origin}/v1/validate`, { ...sample(), body: sections }),
      fetch(`${server.origin}/healthz`),
    ]);
    // What takes longer than the clock of a check allows is answered with 503.
    expect([200, 422], text.slice(0, 20)).toContain(answer.status);
    expect(other.status).toBe(200);
  }
});

describe('row 6: nobody who sends chooses a path', () => {
  test.each(['../../../.github/workflows/pwn.yml', '.git/hooks/post-commit', 'con', 'CODEOWNERS', 'git~1', '..\\..\\x'])(
    '%j',
    async (name) => {
      const attachments = [{ name, type: 'image/png', description: name, data: PNG.toString('base64') }];
      const response = await submit({ ...sample(), case: { ...sample().case, title: `${name} en Rocha` }, attachments });
      expect(response.status).toBe(202);
      const id = await proposalOf(response);
      for (const file of server.git('diff', '--name-only', `main...proposals/${id}`).trim().split('\n'))
        expect(file).toMatch(/^content\/cases\/ury\/[a-z0-9-]+\/(?:index\.md|files\/1\.png)$/);
    },
  );

  test.each([{ id: '../x' }, { path: 'content/x' }, { folder: 'ury' }, { case: { ...sample().case, id: 'x' } }])(
    'a field that would say one is refused: %j',
    async (more) => {
      expect((await submit({ ...sample(), ...more })).status).toBe(422);
    },
  );
});

test('row 7: letters that only look like others, and marks that turn text round, are named as errors', async () => {
  for (const title of ['Plan раypal de Rocha', 'Plan \u202Egnp.exe']) {
    const response = await submit({ ...sample(), case: { ...sample().case, title } });
    expect(response.status, JSON.stringify(title)).toBe(422);
    const { errors } = (await response.json()) as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toContain('/case/title');
  }
});

test('row 8: nothing that a submission names is fetched, at the door or when it is delivered', async () => {
  const asked: string[] = [];
  const listener = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('x');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const id = await proposalOf(
    await submit({
      ...sample(),
      references: [{ firstHand: true }, { title: 'Informe', URL: `${address}/report`, locator: 'page 1' }],
      body: { 'what-was-done': `Se contó en [la página](${address}/page).` },
    }),
  );
  await fetch(`${server.origin}/v1/submissions/${id}`);
  expect(server.git('show', `proposals/${id}`)).toContain(`${address}/report`);
  await new Promise((resolve) => listener.close(resolve));
  expect(asked).toEqual([]);
});

describe('row 11: a token goes nowhere', () => {
  test('not into answers, the log, the database or a proposal, right or wrong', async () => {
    const right = await server.addToken('corfo');
    const wrong = `${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`;
    const answers = [
      await submit(sample(), { authorization: `Bearer ${right}` }),
      await submit(sample(), { authorization: `Bearer ${wrong}` }),
      await submit('{', { authorization: `Bearer ${right}` }),
    ];
    const { readFile } = await import('node:fs/promises');
    const id = await proposalOf(answers[0]!);
    const places = [
      ...(await Promise.all(answers.slice(1).map((answer) => answer.text()))),
      server.logged(),
      server.git('log', '--all', '--format=%B', `main..proposals/${id}`),
      await (await fetch(`${server.origin}/metrics`)).text(),
      (await readFile(server.outboxFile)).toString('latin1'),
      (await readFile(`${server.outboxFile}-wal`)).toString('latin1'),
    ];
    const secret = right.slice(4, 40);
    for (const place of places) expect(place.includes(secret)).toBe(false);
  });
});

describe('row 14: a page of another site cannot make a browser send for it', () => {
  const form = (headers: Record<string, string>) =>
    fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(asFields(sample())).toString(),
    });

  test.each<[string, Record<string, string>, number]>([
    ['a form of this site', { 'sec-fetch-site': 'same-origin' }, 202],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }, 202],
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form of a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
    ['an old browser on another site', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a program', {}, 202],
  ])('%s', async (_who, headers, status) => {
    expect((await form(headers)).status).toBe(status);
  });

  test('an old browser on this site', async () => {
    expect((await form({ origin: server.origin })).status).toBe(202);
  });

  test('what comes with a token was not sent by a browser on its own', async () => {
    const token = await server.addToken('cinde');
    expect((await form({ 'sec-fetch-site': 'cross-site', authorization: `Bearer ${token}` })).status).toBe(202);
    expect((await form({ 'sec-fetch-site': 'cross-site', authorization: 'Bearer lqf_none' })).status).toBe(401);
  });

  test.each(['Basic YTpi', 'Digest username="a"', 'Negotiate x', 'Bearerx', ''])(
    'a password that a browser adds by itself lets nothing through: %j',
    async (authorization) => {
      expect((await form({ 'sec-fetch-site': 'cross-site', authorization })).status).toBe(403);
      expect((await form({ origin: 'https://evil.example', authorization })).status).toBe(403);
    },
  );

  test('nor does it as a page of this site: a password is no token', async () => {
    expect((await form({ 'sec-fetch-site': 'same-origin', authorization: 'Basic YTpi' })).status).toBe(401);
  });

  test.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'application/xml',
    'application/json-patch+json',
    'application/octet-stream',
  ])('JSON that calls itself %s is refused', async (type) => {
    const response = await submit(sample(), { 'content-type': type });
    expect(response.status).toBe(415);
    expect(await typeOf(response)).toBe('media-type-unsupported');
  });

  test('no page of another site may read what needs a preflight', async () => {
    const response = await fetch(url(), {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('row 15: tokens', () => {
  test('that were revoked fail at once', async () => {
    const token = await server.addToken('inti');
    const send = () => submit(sample(), { authorization: `Bearer ${token}` });
    expect((await send()).status).toBe(202);
    const [stored] = await server.outbox.tokens.list('inti');
    await server.outbox.tokens.revoke('inti', stored!.id, Date.now());
    const refused = await send();
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
  });

  test('that open nothing are logged, those that we gave out by lab and id, and none by its words', async () => {
    const token = await server.addToken('conae');
    const [stored] = await server.outbox.tokens.list('conae');
    await server.outbox.tokens.revoke('conae', stored!.id, Date.now());
    for (const sent of [token, `lqf_${'B'.repeat(43)}_AAAAAA`]) await submit(sample(), { authorization: `Bearer ${sent}` });
    const lines = server
      .logged()
      .split('\n')
      .filter((line) => line.includes('a token was refused'));
    expect(lines.some((line) => line.includes('"why":"revoked","lab":"conae"') && line.includes(stored!.id))).toBe(true);
    expect(lines.some((line) => line.includes('"why":"malformed"'))).toBe(true);
    expect(lines.join('')).not.toContain(token.slice(4, 20));
    expect(await (await fetch(`${server.origin}/metrics`)).text()).toMatch(/^tokens_refused_total\{why="revoked"\} \d+$/m);
  });

  test.each(['Bearer', 'Bearer x', `Bearer lqf_${'A'.repeat(43)}_AAAAAA`, 'Basic YTpi', `Bearer ${'x'.repeat(5000)}`, 'bearer '])(
    'that are none are refused instead of ignored: %s',
    async (authorization) => {
      const response = await submit(sample(), { authorization });
      expect(response.status).toBe(401);
      expect(await typeOf(response)).toBe('token-invalid');
    },
  );

  test('make no difference on any route but for whose submission it is: two labs, none, a wrong and a revoked one', async () => {
    const [one, other, gone] = [await server.addToken('anmat'), await server.addToken('latu'), await server.addToken('senasa')];
    const [stored] = await server.outbox.tokens.list('senasa');
    await server.outbox.tokens.revoke('senasa', stored!.id, Date.now());
    const { id } = (await (await submit(sample(), { authorization: `Bearer ${one}` })).json()) as { id: string };
    const who = { one, other, nobody: undefined, gone, wrong: `lqf_${'A'.repeat(43)}_AAAAAA` };
    const takesTokens = ['/v1/submissions', '/v1/imports', '/v1/validate'];
    expect(server.routes.filter(({ method }) => method === 'post').map(({ path }) => path)).toEqual(takesTokens);
    for (const { method, path } of server.routes) {
      const url = server.origin + path.replace('{id}', path.startsWith('/v1/submissions') ? id : 'uruguay-plan-ceibal');
      const ask = async (token: string | undefined) => {
        const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
        const body = method === 'post' ? { body: JSON.stringify(sample()) } : {};
        const response = await fetch(url, { method: method.toUpperCase(), headers, ...body });
        return { status: response.status, text: await response.text() };
      };
      const answers = Object.fromEntries(
        await Promise.all(Object.entries(who).map(async ([name, token]) => [name, await ask(token)] as const)),
      );
      const place = `${method} ${path}`;
      if (method === 'post') {
        expect([answers['one']!.status, answers['other']!.status, answers['nobody']!.status], place).toEqual(
          // What is sent is no file.
          Array(3).fill({ '/v1/validate': 200, '/v1/imports': 400 }[path] ?? 202),
        );
        expect([answers['gone']!.status, answers['wrong']!.status], place).toEqual([401, 401]);
      } else {
        // Reading ignores tokens, so sending one reveals nothing.
        expect(new Set(Object.values(answers).map(({ status, text }) => `${status} ${text}`)).size, place).toBe(1);
      }
      for (const { text } of Object.values(answers)) expect(text, place).not.toMatch(/anmat"|ana\.perez|lqf_/);
    }
  });

  test('of one lab open nothing of another, on any endpoint', async () => {
    const [mine, theirs] = [await server.addToken('unaq'), await server.addToken('caintra')];
    const { id } = (await (await submit(sample(), { authorization: `Bearer ${mine}` })).json()) as { id: string };
    for (const token of [mine, theirs]) {
      const answer = await (await fetch(`${url()}/${id}`, { headers: { authorization: `Bearer ${token}` } })).text();
      expect(answer).not.toMatch(/unaq|ana\.perez|Rocha/);
    }
  });
});

describe('row 17: what is too large, too much or too slow', () => {
  test('a body that grows when it is unpacked', async () => {
    const body = gzipSync(Buffer.from(`{"a":"${'x'.repeat(50 * 1024 * 1024)}"}`));
    const response = await fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body,
    });
    expect(response.status).toBe(413);
    expect(await typeOf(response)).toBe('body-too-large');
  });

  test('files that are too large together', async () => {
    const body = new FormData();
    for (const [name, value] of asFields(sample())) body.append(name, value);
    for (let file = 0; file < 3; file++)
      body.append('attachments', new Blob([Buffer.concat([PNG, Buffer.alloc(4.9 * 1024 * 1024)])]), 'a.png');
    expect((await fetch(url(), { method: 'POST', body })).status).toBe(413);
  });

  test('more fields than any form has', async () => {
    const body = new FormData();
    for (let field = 0; field < 1200; field++) body.append(`case[x${field}]`, '1');
    expect((await fetch(url(), { method: 'POST', body })).status).toBe(413);
    const many = new URLSearchParams(Array.from({ length: 60_000 }, (_, index) => [`a${index}`, '1']));
    expect((await fetch(url(), { method: 'POST', body: many })).status).toBe(413);
  });

  const boundary = 'X';
  test.each<[string, string, string]>([
    ['no boundary', 'multipart/form-data', 'x'],
    ['nothing at all', `multipart/form-data; boundary=${boundary}`, ''],
    ['no end', `multipart/form-data; boundary=${boundary}`, `--X\r\nContent-Disposition: form-data; name="locale"\r\n\r\nes`],
    ['no name', `multipart/form-data; boundary=${boundary}`, `--X\r\nContent-Disposition: form-data\r\n\r\nes\r\n--X--\r\n`],
    [
      'an empty name',
      `multipart/form-data; boundary=${boundary}`,
      `--X\r\nContent-Disposition: form-data; name=""\r\n\r\nes\r\n--X--\r\n`,
    ],
    ['a broken header', `multipart/form-data; boundary=${boundary}`, `--X\r\nContent-Disposition\r\n\r\nes\r\n--X--\r\n`],
    [
      'a file without a field',
      `multipart/form-data; boundary=${boundary}`,
      `--X\r\nContent-Disposition: form-data; filename="a.png"\r\n\r\nes\r\n--X--\r\n`,
    ],
    [
      'a file in a field of ours',
      `multipart/form-data; boundary=${boundary}`,
      `--X\r\nContent-Disposition: form-data; name="case"; filename="a.png"\r\n\r\nes\r\n--X--\r\n`,
    ],
    ['only a boundary', `multipart/form-data; boundary=${boundary}`, '--X--'],
  ])('a multipart body with %s', async (_what, type, body) => {
    const response = await fetch(url(), { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  });

  test('a sender who goes away half-way leaves nothing behind', async () => {
    const total = async () => Object.values(await server.outbox.count()).reduce((sum, count) => sum + count, 0);
    const before = await total();
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `POST /v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=X\r\nContent-Length: 99999\r\n\r\n--X\r\nContent-Disposition: form-data; name="locale"\r\n\r\nes`,
    );
    await sleep(100);
    socket.destroy();
    await sleep(100);
    expect(await total()).toBe(before);
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  });
});

describe('row 18: an answer says nothing of what runs here', () => {
  test.each(['{"a":', '', 'null', '[]', '"x"', '\u0000', '{"a":1}}'])('to a body of %j', async (body) => {
    const response = await submit(body);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const text = await response.text();
    expect(text).not.toMatch(/node_modules|\.ts\b|\bat .*:\d+|SyntaxError|JSON at position|sqlite/i);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test.each(['/v1/submissions/%', '/v1/cases/%c0%ae', '/v1/search?q=%', '/v1/search?q=%E0%A4%A', '/v1/cases?page=99999999999'])(
    'to %s',
    async (path) => {
      const response = await fetch(server.origin + path);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).not.toMatch(/node_modules|\bat .*:\d+|URIError/);
    },
  );
});

describe('row 19: JSON that means more than it says', () => {
  test.each([
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
    '{"case":{"__proto__":{"isAdmin":true}}}',
  ])('%s changes no object but its own', async (body) => {
    const response = await submit(body);
    expect(response.status).toBe(400);
    expect(await typeOf(response)).toBe('body-malformed');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test.each<{ sent: unknown }>([
    { sent: { toString: 'x' } },
    { sent: { ...sample(), case: { ...sample().case, title: { toString: 1, valueOf: 1 } } } },
    { sent: { body: [{ hasOwnProperty: 1 }] } },
  ])('a map that says itself how it becomes text or a number is refused: %j', async ({ sent }) => {
    for (const endpoint of ['submissions', 'validate'])
      expect((await postJson(`${server.origin}/v1/${endpoint}`, sent)).status).toBe(400);
  });

  test.each(['__proto__[isAdmin]', 'case[__proto__][isAdmin]', 'constructor[prototype][isAdmin]'])(
    'nor does the form field %s',
    async (name) => {
      const body = new URLSearchParams([...asFields(sample()), [name, 'true']]);
      const response = await fetch(url(), { method: 'POST', body });
      expect(response.status === 400 || response.status === 422).toBe(true);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );

  test.each(['"title":"Two"', String.raw`"\u0074itle" : "Two"`])('a field that stands twice is refused: %s', async (second) => {
    const twice = JSON.stringify(sample()).replace('"title":', () => `${second},"title":`);
    for (const endpoint of ['submissions', 'validate']) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${server.origin}/v1/${endpoint}`, { method: 'POST', headers, body: twice });
      expect([response.status, await typeOf(response)]).toEqual([400, 'body-malformed']);
    }
  });

  test('ten thousand lists in each other are refused before anybody walks through them', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const response = await submit(`{"case":${deep}}`);
    expect(response.status).toBe(400);
    expect(await typeOf(response)).toBe('body-too-deep');
    expect((await submit({ ...sample(), body: { context: '['.repeat(300) } })).status).toBe(202);
  });

  test('an encoding in which brackets look different is refused', async () => {
    const response = await fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-16le' },
      body: Buffer.from(JSON.stringify(sample()), 'utf16le'),
    });
    expect(response.status).toBe(415);
  });

  test('a list in a form cannot be made long by a large number', async () => {
    const body = new URLSearchParams([...asFields(sample()), ['case[challenges][4294967294]', 'x']]);
    expect((await fetch(url(), { method: 'POST', body })).status).toBe(422);
  });
});
