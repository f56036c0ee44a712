import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { JPEG, withExif } from '../../unit/photo/pictures.ts';
import { postJson, runServer, type TestServer, until } from './running-server.ts';
import { asFields, PNG, sample } from './sample.ts';
import type { CasePayload } from '#registry/submission/schema.ts';

interface Accepted {
  id: string;
  state: string;
  status: string;
}
interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; code: string; detail: string; hint: string }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await runServer({ delivers: true, reconcileSeconds: 1 });
});
afterAll(() => server.stop());

const submit = (body: unknown, headers?: Record<string, string>) => postJson(`${server.origin}/v1/submissions`, body, headers);
const statusOf = async (id: string, headers: Record<string, string> = {}) =>
  (await (await fetch(`${server.origin}/v1/submissions/${id}`, { headers })).json()) as Record<string, never> & {
    state: string;
    next: string;
    verified: boolean;
  };

/** The record in the branch of a submission. */
async function recordOf(id: string): Promise<string> {
  await until(
    () => server.outbox.find(id),
    (entry) => entry?.proposal !== undefined,
  );
  const files = server.git('diff', '--name-only', `main...proposals/${id}`).trim().split('\n');
  return server.git('show', `proposals/${id}:${files.find((file) => file.endsWith('index.md'))}`);
}

describe('a submission', () => {
  test('is on disk when it is answered, and the answer says where to follow it', async () => {
    const response = await submit(sample());
    expect(response.status).toBe(202);
    const accepted = (await response.json()) as Accepted;
    expect(accepted.state).toBe('received');
    expect(response.headers.get('location')).toBe(accepted.status);
    const file = new DatabaseSync(server.outboxFile, { readOnly: true });
    expect(file.prepare('select id from outbox_submissions where id = ?').get(accepted.id)).toBeDefined();
    file.close();
    expect((await fetch(server.origin + accepted.status)).status).toBe(200);
  });

  test('becomes a branch with one record, in which its words stand as data', async () => {
    const { id } = (await (await submit(sample())).json()) as Accepted;
    const record = await recordOf(id);
    expect(record).toContain('Ventanilla única para permisos de obra en Rocha');
    expect(record).toMatch(/^steward: /m);
    expect(server.git('diff', '--name-only', `main...proposals/${id}`)).toMatch(/^content\/cases\/ury\/[a-z0-9-]+\/index\.md\n$/);
  });

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data'])(
    'can be sent as %s and makes the same record',
    async (type) => {
      const fields = asFields(sample());
      const body = type.startsWith('multipart') ? new FormData() : new URLSearchParams();
      for (const [name, value] of fields) body.append(name, value);
      const response = await fetch(`${server.origin}/v1/submissions`, { method: 'POST', body });
      expect(response.status).toBe(202);
      const sent = await recordOf(((await response.json()) as Accepted).id);
      const recordFromJson = await recordOf(((await (await submit(sample())).json()) as Accepted).id);
      expect(sent).toBe(recordFromJson);
    },
  );

  test('brings its pictures along, named by us and typed by their bytes', async () => {
    const body = new FormData();
    for (const [name, value] of asFields(sample())) body.append(name, value);
    body.append('attachments', new Blob([PNG], { type: 'text/html' }), '../../evil.html');
    body.append('descriptions[0]', 'La mesa de trabajo');
    const response = await fetch(`${server.origin}/v1/submissions`, { method: 'POST', body });
    const { id } = (await response.json()) as Accepted;
    await recordOf(id);
    const files = server.git('diff', '--name-only', `main...proposals/${id}`).trim().split('\n');
    expect(files.map((file) => file.replace(/^.*\/ury\/[^/]+\//, ''))).toEqual(['files/1.png', 'index.md']);
  });

  test.each([
    ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 'image/png'],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'image/svg+xml'],
  ])('with %s in the place of a picture is refused, whatever its sender calls it', async (_what, bytes, type) => {
    const body = new FormData();
    for (const [name, value] of asFields(sample())) body.append(name, value);
    body.append('attachments', new Blob([bytes], { type }), 'picture.png');
    body.append('descriptions[0]', 'Una foto');
    const response = await fetch(`${server.origin}/v1/submissions`, { method: 'POST', body });
    expect(response.status).toBe(422);
    expect(((await response.json()) as Problem).errors!.map(({ pointer }) => pointer)).toContain('/attachments/0/type');
  });

  test('is kept, from the first moment, without where its pictures were taken', async () => {
    const photo = { name: 'a.jpg', type: 'image/jpeg', description: 'La mesa', data: withExif(JPEG, 3).toString('base64') };
    const response = await submit({ ...sample(), attachments: [photo] });
    const { id } = (await response.json()) as Accepted;
    const kept = Buffer.from(((await server.outbox.payload(id)) as CasePayload).attachments![0]!.data, 'base64');
    expect(kept.includes('GPS-CANARY')).toBe(false);
    expect(kept.length).toBeGreaterThan(100);
  });

  test('brings one PDF at most', async () => {
    const pdf = {
      name: 'informe.pdf',
      type: 'application/pdf',
      description: 'Informe',
      data: Buffer.from('%PDF-1.7 x\n%%EOF').toString('base64'),
    };
    const response = await submit({ ...sample(), attachments: [pdf, pdf] });
    expect(response.status).toBe(422);
    expect(((await response.json()) as Problem).errors!.map(({ pointer }) => pointer)).toEqual(['/attachments/1']);
  });
});

describe('an Idempotency-Key', () => {
  test('makes sending again harmless', async () => {
    const send = async () => (await (await submit(sample(), { 'idempotency-key': '"same-submission-1"' })).json()) as Accepted;
    const [first, ...others] = await Promise.all([send(), send(), send()]);
    expect(new Set(others.map(({ id }) => id))).toEqual(new Set([first.id]));
    expect((await send()).id).toBe(first.id);
  });

  test('cannot stand for two different submissions', async () => {
    await submit(sample(), { 'idempotency-key': 'two-submissions-1' });
    const other = { ...sample(), organisation: { name: 'Otra', type: 'ministry' } };
    const response = await submit(other, { 'idempotency-key': 'two-submissions-1' });
    expect(response.status).toBe(422);
    expect(((await response.json()) as Problem).type).toBe('/problems/#idempotency-key-reused');
  });

  test('of one lab does not meet that of another', async () => {
    const [one, other] = [await server.addToken('antel'), await server.addToken('latu')];
    const send = async (token: string) =>
      ((await (await submit(sample(), { authorization: `Bearer ${token}`, 'idempotency-key': 'shared' })).json()) as Accepted).id;
    expect(await send(one)).not.toBe(await send(other));
  });

  test('without a token is long enough that nobody else has it; with one, each lab has keys of its own', async () => {
    const short = await submit(sample(), { 'idempotency-key': 'k-1' });
    expect(short.status).toBe(400);
    const token = await server.addToken('ande');
    expect((await submit(sample(), { 'idempotency-key': 'k-1', authorization: `Bearer ${token}` })).status).toBe(202);
  });

  test('sent again with another contact, the same submission is kept with that one', async () => {
    const headers = { 'idempotency-key': 'corrected-contact-1' };
    const { id } = (await (await submit(sample(), headers)).json()) as Accepted;
    const again = { ...sample(), contact: { email: 'ana@right.example' } };
    expect(((await (await submit(again, headers)).json()) as Accepted).id).toBe(id);
    expect(await server.outbox.contact(id)).toEqual({ email: 'ana@right.example' });
  });

  test.each(['', 'a'.repeat(200), 'with space'])('that is none is refused: %j', async (key) => {
    const response = await submit(sample(), { 'idempotency-key': key });
    expect(response.status).toBe(400);
    expect(((await response.json()) as Problem).type).toBe('/problems/#idempotency-key-invalid');
  });
});

test('the example of docs/api.md is accepted as it stands there', async () => {
  const [, example] = /```json\n(\{\n {2}"locale"[\s\S]*?)```/.exec(readFileSync('docs/api.md', 'utf8'))!;
  const checked = await postJson(`${server.origin}/v1/validate`, example);
  expect(await checked.json()).toMatchObject({ valid: true });
  expect((await submit(example)).status).toBe(202);
});

describe('what is wrong with a submission', () => {
  const broken = () => ({
    ...sample(),
    locale: 'xx',
    case: { ...sample().case, title: '', level: 'galactic', challenges: ['no-such-thing'], extra: 1 },
    references: [],
  });

  test('is said all at once, each with a pointer and what to write instead', async () => {
    const response = await submit(broken());
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const { errors = [] } = (await response.json()) as Problem;
    const pointers = errors.map(({ pointer }) => pointer);
    for (const pointer of ['/locale', '/case/title', '/case/level', '/case/challenges/0', '/case/extra', '/references'])
      expect(pointers).toContain(pointer);
    expect(errors.every(({ detail, code }) => detail !== '' && code !== '')).toBe(true);
  });

  test('is said in the language of whoever asks', async () => {
    const answers = await Promise.all(
      ['es-UY', 'pt-BR', 'en'].map(
        async (language) => (await (await submit(broken(), { 'accept-language': language })).json()) as Problem,
      ),
    );
    expect(new Set(answers.map(({ title }) => title)).size).toBe(3);
    expect(new Set(answers.map(({ errors }) => errors![0]!.detail)).size).toBe(3);
  });

  test('can be asked without sending, and nothing is kept', async () => {
    const before = await server.outbox.count();
    const good = await postJson(`${server.origin}/v1/validate`, sample());
    expect(good.status).toBe(200);
    expect(await good.json()).toMatchObject({ valid: true });
    const bad = await postJson(`${server.origin}/v1/validate`, broken());
    expect(bad.status).toBe(422);
    expect(((await bad.json()) as Problem).errors!.length).toBeGreaterThan(4);
    const after = await server.outbox.count();
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
    expect(sum(after)).toBe(sum(before));
  });

  test('includes nothing of a case that is told again: that is a question, with the case', async () => {
    const { title, problem } = readRegistry(await readFixtureRegistry()).registry.cases.get('worked-with-citations')!.facts;
    const again = { ...sample(), case: { ...sample().case, title, problem } };
    const response = await postJson(`${server.origin}/v1/validate`, again);
    expect(response.status).toBe(200);
    const { similar } = (await response.json()) as { similar: { id: string }[] };
    expect(similar.map(({ id }) => id)).toContain('worked-with-citations');
  });
});

describe('a lab', () => {
  test('that shows its token is known, and who shows none is not verified', async () => {
    const token = await server.addToken('sica');
    const { id } = (await (await submit(sample(), { authorization: `Bearer ${token}` })).json()) as Accepted;
    expect((await server.outbox.find(id))!.lab).toBe('sica');
    expect((await statusOf(id)).verified).toBe(true);
    const { id: other } = (await (await submit(sample())).json()) as Accepted;
    expect((await statusOf(other)).verified).toBe(false);
  });
});

describe('the status of a submission', () => {
  test('goes on when reviewers have decided, without anybody sending it', async () => {
    const { id } = (await (await submit(sample())).json()) as Accepted;
    await until(
      () => statusOf(id),
      ({ state }) => state === 'proposed' || state === 'in-review',
    );
    await server.forge.decide(id, { verdict: 'accept', by: 'Revisora', reason: 'Bien contado.' });
    const published = await until(
      () => statusOf(id),
      ({ state }) => state === 'published',
    );
    expect(published).toMatchObject({ case: { page: expect.stringMatching(/^\/es\/cases\/.+\/$/) as string } });
    const caseId = (published as unknown as { case: { id: string } }).case.id;
    const search = async () => await (await fetch(`${server.origin}/v1/search?q=ventanilla+permisos+rocha&size=50`)).text();
    await until(search, (hits) => hits.includes(`"id":"${caseId}"`));
    expect(await server.rebuilds()).toBe(1);
  });

  test('is told in three languages', async () => {
    const { id } = (await (await submit(sample())).json()) as Accepted;
    await recordOf(id);
    const said = await Promise.all(
      ['es', 'pt', 'en'].map(async (language) => (await statusOf(id, { 'accept-language': language })).next),
    );
    expect(new Set(said).size).toBe(3);
  });

  test('of an id that nobody gave out is not there', async () => {
    for (const id of ['0'.repeat(32), 'abc', '%2e%2e', "'; drop table outbox_submissions; --"])
      expect((await fetch(`${server.origin}/v1/submissions/${encodeURIComponent(id)}`)).status).toBe(404);
  });
});

test('the contact of a submission is in no answer, proposal, log or measurement', async () => {
  const response = await submit(sample());
  const { id } = (await response.clone().json()) as Accepted;
  await recordOf(id);
  const places = [
    await response.text(),
    JSON.stringify(await statusOf(id)),
    server.git('log', '--all', '--format=%an %ae %cn %ce %B', '--patch', `main..proposals/${id}`),
    JSON.stringify(await server.forge.show(id)),
    server.logged(),
    await (await fetch(`${server.origin}/metrics`)).text(),
  ];
  for (const place of places) expect(place).not.toMatch(/ana\.perez|rocha\.example|Quirós|Directora/);
  expect((await server.outbox.contact(id))!.email).toBe('ana.perez@rocha.example');
});
