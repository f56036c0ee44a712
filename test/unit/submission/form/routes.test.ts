import { DatabaseSync } from 'node:sqlite';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PNG } from '../../../api/submissions/sample.ts';
import { readFixtureRegistry } from '../../../fixtures/fixture-tree.ts';
import { elementsOf, fieldsOfPage, type FormServer, startForm } from './server.ts';
import type { CasePayload } from '#registry/submission/schema.ts';

const ANSWERS: Record<string, string> = {
  'case.title': 'Phone booking of appointments in Salto',
  'case.problem': 'How do we stop people queuing from dawn to see a doctor?',
  'case.summary': 'A phone line was opened; queues shrank, and came back when nobody answered.',
  'case.places.0.country': 'URY',
  'case.level': 'city',
  'case.lessons.0.kind': 'depends',
  'case.lessons.0.text': 'Somebody has to answer the phone all day.',
  'case.challenges': 'health-inequalities',
  'case.instruments': 'simplification',
  'case.sectors': 'education',
  firstHand: 'true',
  'organisation.name': 'Salto Lab',
  'organisation.type': 'agency',
  'contact.email': 'ana@example.org',
  'consent.license': 'CC-BY-4.0',
};

let server: FormServer;
beforeAll(async () => {
  server = await startForm();
});
afterAll(() => server.stop());

const open = async (path: string) => (await fetch(server.origin + path)).text();

async function post(
  path: string,
  fields: Iterable<readonly [string, string]>,
  headers: Record<string, string> = {},
  at = server,
) {
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, value]));
  const response = await fetch(at.origin + path, { method: 'POST', body, headers, redirect: 'manual' });
  return { response, html: await response.text() };
}

/** A form on its last page, a minute after it was opened. */
async function filled(change: Record<string, string> = {}, at = server): Promise<[string, string][]> {
  const first = await (await fetch(`${at.origin}/es/submit`)).text();
  const travelling = fieldsOfPage(first).filter(([name]) => ['draft', 'started', 'language'].includes(name));
  at.clock.now += 60_000;
  return [...travelling, ['at', 'review'], ...Object.entries({ ...ANSWERS, ...change })];
}

test('the page has the shell of the site, and its own title and words', async () => {
  const html = await open('/es/submit');
  expect(html).toContain('class="languages"');
  expect(html).not.toContain('Placeholder');
  expect(html.includes(`<title>Qué pasó y dónde · Proponer un caso · Registro de prueba</title>`)).toBe(true);
  expect(html).toContain('rel="canonical"');
  expect(await open('/es/submit/full')).not.toContain('rel="canonical"');
});

test('a case about none of the challenges is sent with its sender’s own words, and without either the question is asked once', async () => {
  const send = async (change: Record<string, string>) =>
    await post('/es/submit/', [...(await filled({ ...change, 'case.challenges': '' })), ['go', 'send']]);
  const { html } = await send({});
  const { document } = parseHTML(html);
  expect([...document.querySelectorAll('.error-summary a')].map((link) => link.textContent)).toEqual([
    expect.stringContaining('Marque al menos un problema, o diga el suyo'),
  ]);
  expect(document.querySelector('[id="case.challenges-error"]')?.textContent.match(/[Ff]alta/)).toBeNull();
  const { response } = await send({ otherChallenge: 'Nadie contesta el teléfono' });
  expect(response.status).toBe(303);
});

test('without JavaScript the three steps lead to the review, and sending to a status page of its own', async () => {
  let html = await open('/pt/submit/');
  for (let step = 0; step < 3; step++) {
    const typed = Object.entries(ANSWERS).filter(([name]) => html.includes(`name="${name}"`));
    const names = new Set(typed.map(([name]) => name));
    const page = await post('/pt/submit/', [
      ...fieldsOfPage(html).filter(([name]) => !names.has(name)),
      ...typed,
      ['go', 'next'],
    ]);
    expect(page.response.status).toBe(200);
    html = page.html;
  }
  expect(html).toContain('class="case preview"');
  const { document } = parseHTML(html);
  const steps = [...document.querySelectorAll('.advice li')].map((item) => [
    item.firstChild?.textContent?.trim(),
    item.querySelector('button')?.getAttribute('value'),
    item.querySelector('button')?.getAttribute('formaction'),
  ]);
  // The short form does not ask for it; the long one does, and keeps all values.
  expect(steps).toContainEqual(['Falta o custo: soma 8.', 'step:results', '/pt/submit/full/']);
  expect(steps.length).toBeLessThanOrEqual(3);
  server.clock.now += 60_000;
  const { response } = await post('/pt/submit/', [...fieldsOfPage(html), ['go', 'send']]);
  expect(response.status).toBe(303);
  const status = await open(response.headers.get('location')!);
  expect(status).toContain(ANSWERS['case.title']);
  expect(status).toContain('aria-current="step"');
  expect(status).not.toContain('ana@example.org');
  expect(status).toContain('noindex');
  const [entry] = await server.outbox.list();
  expect(await server.outbox.payload(entry!.id)).toMatchObject({ locale: 'pt', case: { title: ANSWERS['case.title'] } });
  expect(await server.outbox.contact(entry!.id)).toEqual({ email: 'ana@example.org' });
});

test('an error keeps everything that was typed, on the page and behind it', async () => {
  const { response, html } = await post('/es/submit/', [
    ...(await filled({ 'case.title': '', 'contact.email': 'ana' })),
    ['go', 'send'],
  ]);
  expect(response.status).toBe(422);
  const kept = new Map(fieldsOfPage(html));
  for (const [name, value] of Object.entries(ANSWERS)) {
    if (name === 'case.title') expect(kept.get(name)).toBe('');
    else expect(kept.get(name), name).toBe(name === 'contact.email' ? 'ana' : value);
  }
  expect(html).toContain('href="#case.title"');
});

test('a form that comes back faster than anybody types is shown again with all its words, and taken a moment later', async () => {
  const fields = [...(await filled()), ['go', 'send']] as [string, string][];
  server.clock.now += 1;
  const early = fields.map(([name, value]) => [name, name === 'started' ? String(server.clock.now) : value] as [string, string]);
  const { response, html } = await post('/es/submit/', early);
  expect(response.status).toBe(422);
  expect(new Map(fieldsOfPage(html)).get('case.title')).toBe(ANSWERS['case.title']);
  server.clock.now += 3_000;
  expect((await post('/es/submit/', early)).response.status).toBe(303);
});

test('sent twice, a form is one submission; changed after sending, it asks whether it is another', async () => {
  const fields = [...(await filled()), ['go', 'send']] as [string, string][];
  const [first, again] = [await post('/es/submit/', fields), await post('/es/submit/', fields)];
  expect(again.response.headers.get('location')).toBe(first.response.headers.get('location'));
  const changed = fields.map(([name, value]) => [name, name === 'case.title' ? `${value}, again` : value] as [string, string]);
  const third = await post('/es/submit/', changed);
  expect(third.response.status).toBe(422);
  expect(third.html).toContain('ya se había enviado');
  const fourth = await post('/es/submit/', [...fieldsOfPage(third.html), ['go', 'send']]);
  expect(fourth.response.status).toBe(303);
  expect(fourth.response.headers.get('location')).not.toBe(first.response.headers.get('location'));
});

describe('row 17: a flood', () => {
  test('of fields, of nesting and of bytes is refused or ignored', async () => {
    const many = Array.from({ length: 5000 }, (_, index): [string, string] => [`case.lessons.${index}.text`, 'x']);
    expect((await post('/es/submit/', [...many, ['go', 'next']])).response.status).toBe(413);
    expect((await post('/es/submit/', [...many.slice(0, 900), ['go', 'next']])).response.status).toBe(422);
    expect((await post('/es/submit/', [['case.title', 'x'.repeat(2_000_000)]])).response.status).toBe(413);
    const wrong = await fetch(`${server.origin}/es/submit/`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(wrong.status).toBe(415);
  });
});

describe('where one submission is all that there is room for, from one address and in all,', () => {
  let full: FormServer;
  const sendFrom = async (address: string) =>
    await post('/es/submit/', [...(await filled({}, full)), ['go', 'send']], { 'X-Forwarded-For': address }, full);
  const FIRST = '203.0.113.1';
  beforeAll(async () => {
    full = await startForm({ capacity: 1, perLane: 1, env: { TRUST_PROXY: '1' } });
    const { response } = await sendFrom(FIRST);
    if (response.status !== 303) throw new Error(`The first submission was not taken: ${response.status}.`);
  });
  afterAll(() => full.stop());

  test('row 17: a flood that fills the outbox costs nobody their words', async () => {
    const { response, html } = await sendFrom('203.0.113.2');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(new Map(fieldsOfPage(html)).get('case.summary')).toBe(ANSWERS['case.summary']);
    expect(html).toContain('sigue aquí');
  });

  test('row 17: a flood from one address is slowed down, with the words kept', async () => {
    const { response, html } = await sendFrom(FIRST);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBeTruthy();
    expect(new Map(fieldsOfPage(html)).get('case.summary')).toBe(ANSWERS['case.summary']);
    const fields: [string, string][] = [...(await filled({}, full)), ['go', 'send']];
    const pilot = await post('/es/submit/pilot/', fields, { 'X-Forwarded-For': FIRST }, full);
    expect(pilot.response.status).toBe(429);
    expect(new Map(fieldsOfPage(pilot.html)).get('case.summary')).toBe(ANSWERS['case.summary']);
  });

  test.each([
    ['report', 'report'],
    ['confirm', 'since'],
  ])('row 17: a flood from one address costs nobody the words of the page that asks one thing: %s', async (page, field) => {
    const path = `/es/cases/worked-with-citations/${page}/`;
    const fields: [string, string][] = [
      [field, 'Lo que alguien escribió'],
      ['go', 'send'],
    ];
    const { response, html } = await post(path, fields, { 'X-Forwarded-For': FIRST }, full);
    expect([response.status, response.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(new Map(fieldsOfPage(html)).get(field)).toBe('Lo que alguien escribió');
  });

  test('row 18: when something fails inside, the page says so without details, and the words are still there', async () => {
    const file = new DatabaseSync(full.outboxFile);
    file.exec('drop table outbox_submissions');
    file.close();
    const { response, html } = await sendFrom('203.0.113.3');
    expect(response.status).toBe(500);
    expect(html).toContain('Algo falló de nuestro lado');
    expect(html).not.toMatch(/database|sqlite|at \w+ \(/i);
    expect(new Map(fieldsOfPage(html)).get('case.title')).toBe(ANSWERS['case.title']);
  });
});

test('row 14: a page of another site cannot send the form', async () => {
  const before = await server.outbox.count();
  for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }]) {
    const { response } = await post(
      '/es/submit/',
      [...(await filled()), ['go', 'send']],
      headers as unknown as Record<string, string>,
    );
    expect(response.status).toBe(403);
  }
  expect(await server.outbox.count()).toEqual(before);
});

test('what only a program would do is not accepted, and a person caught by it can go on', async () => {
  const before = await server.outbox.count();
  const trapped = await post('/es/submit/', [...(await filled()), ['website', 'https://spam.example'], ['go', 'send']]);
  expect(trapped.response.status).toBe(422);
  const quick = (await filled()).map(
    ([name, value]) => [name, name === 'started' ? String(server.clock.now) : value] as [string, string],
  );
  const fast = await post('/es/submit/', [...quick, ['go', 'send']]);
  expect(fast.response.status).toBe(422);
  expect(await server.outbox.count()).toEqual(before);
  server.clock.now += 5000;
  expect((await post('/es/submit/', [...fieldsOfPage(fast.html), ['go', 'send']])).response.status).toBe(303);
});

test('rows 1, 4, 7: hostile words stay words, and a form sends no paths', async () => {
  const hostile = 'x\n---\npublished: true <script>alert(1)</script> @org';
  const { html } = await post('/es/submit/', [
    ...(await filled({
      'case.summary': hostile,
      'body.context': hostile,
      'case.id': '../../x',
      'case.places.0.id': '../..',
      path: '/etc',
    })),
    ['go', 'step:review'],
  ]);
  expect(elementsOf(html)).not.toContain('script');
  expect(fieldsOfPage(html).map(([name]) => name)).not.toContain('path');
});

test('a correction sends only what was changed, and says when the case has changed meanwhile', async () => {
  const html = await open('/es/cases/worked-with-citations/improve');
  server.clock.now += 60_000;
  const fields = fieldsOfPage(html).map(
    ([name, value]) => [name, name === 'case.title' ? 'A better title' : value] as [string, string],
  );
  const more: [string, string][] = [...fields, ['consent.license', 'CC-BY-4.0']];
  const stale = more.map(([name, value]) => [name, name === 'digest' ? 'aaaaaaaaaaaa' : value] as [string, string]);
  const submitted = await post('/es/cases/worked-with-citations/improve', [...stale, ['go', 'send']]);
  expect(submitted.response.status).toBe(409);
  expect(submitted.html).toContain('cambió desde que usted empezó');
  const { response } = await post('/es/cases/worked-with-citations/improve', [...fieldsOfPage(submitted.html), ['go', 'send']]);
  expect(response.status).toBe(303);
  const id = response.headers.get('location')!.split('/').filter(Boolean).at(-1)!;
  expect(await server.outbox.payload(id)).toMatchObject({
    action: { improve: 'worked-with-citations' },
    case: { title: 'A better title' },
  });
  expect(Object.keys(((await server.outbox.payload(id)) as CasePayload).case)).toEqual(['title']);
});

test('a correction can say that a lesson is wrong and goes: marked on its page, carried along, named before sending', async () => {
  const address = '/es/cases/worked-with-citations/improve';
  const go = async (html: string, step: string, ...more: [string, string][]) =>
    (await post(address, [...fieldsOfPage(html), ...more, ['go', step]])).html;
  const learned = await go(await open(address), 'step:learned');
  const [first] = learned.match(/<input[^>]*name="remove"[^>]*>/)!;
  expect(first).toContain('value="lessons/one-menu"');
  const story = await go(learned, 'step:story', ['remove', 'lessons/one-menu'], ['remove', 'lessons/../../x']);
  expect(fieldsOfPage(story).filter(([name]) => name === 'remove')).toEqual([['remove', 'lessons/one-menu']]);
  // Back on its page the mark is still there and can be removed.
  expect((await go(story, 'step:learned')).match(/<input[^>]*name="remove"[^>]*>/)![0]).toContain('checked');
  const you = await go(story, 'step:you');
  const review = await go(you, 'next', ['consent.license', 'CC-BY-4.0']);
  expect(review).toContain('<del lang="es-419">Un menú único abarató la compra.</del>');
  expect(review.slice(review.indexOf('class="case preview"'))).not.toContain('Un menú único abarató');
  server.clock.now += 60_000;
  const { response } = await post(address, [...fieldsOfPage(review), ['go', 'send']]);
  expect(response.status).toBe(303);
  const id = response.headers.get('location')!.split('/').filter(Boolean).at(-1)!;
  expect(await server.outbox.payload(id)).toMatchObject({ case: {}, remove: ['lessons/one-menu'] });
});

test('a correction takes away a goal whose item was taken out, and a part that was emptied', async () => {
  const address = '/es/cases/worked-with-citations/improve';
  const go = async (fields: [string, string][], step: string) => (await post(address, [...fields, ['go', step]])).html;
  const frame = await go(fieldsOfPage(await open(address)), 'step:frame');
  const without = await go(fieldsOfPage(frame), 'remove:case.sdgs.0');
  const who = await go(fieldsOfPage(without), 'step:who');
  const emptied = fieldsOfPage(who).map(([name, value]): [string, string] => [
    name,
    name.startsWith('case.period.') ? '' : value,
  ]);
  const you = await go(emptied, 'step:you');
  const review = await go([...fieldsOfPage(you), ['consent.license', 'CC-BY-4.0']], 'next');
  expect(review).toContain('>Da de comer a escolares.</del>');
  expect(review).toContain('>¿Cuándo?</del>');
  server.clock.now += 60_000;
  const { response } = await post(address, [...fieldsOfPage(review), ['go', 'send']]);
  expect(response.status).toBe(303);
  const id = response.headers.get('location')!.split('/').filter(Boolean).at(-1)!;
  expect(await server.outbox.payload(id)).toMatchObject({ case: {}, remove: ['period', 'sdgs/2'] });
});

describe('files', () => {
  async function sendFile(bytes: Uint8Array<ArrayBuffer>, shows: string) {
    const body = new FormData();
    for (const [name, value] of await filled()) body.append(name, value);
    body.append('file-0', new Blob([]), '');
    body.append('shows-0', '');
    body.append('file-1', new Blob([bytes]), '../queue.png');
    body.append('shows-1', shows);
    body.append('go', 'send');
    const response = await fetch(`${server.origin}/es/submit/`, { method: 'POST', body, redirect: 'manual' });
    return { response, html: await response.text() };
  }

  test('go with the form, each with what it shows', async () => {
    const { response } = await sendFile(new Uint8Array(PNG), 'The queue at dawn');
    expect(response.status).toBe(303);
    const id = response.headers.get('location')!.split('/').filter(Boolean).at(-1)!;
    const [attachment] = ((await server.outbox.payload(id)) as CasePayload).attachments!;
    expect(attachment).toMatchObject({ name: 'queue.png', type: 'image/png', description: 'The queue at dawn' });
  });

  test('of another kind, or that nobody described, are asked for again; the words stay', async () => {
    for (const [bytes, shows, words] of [
      [new Uint8Array([60, 115, 118, 103]), 'A drawing', 'queue.png'],
      [PNG, '', 'Diga qué muestra'],
      [PNG.subarray(0, 20), 'The queue', 'queue.png'],
    ] as const) {
      const { response, html } = await sendFile(new Uint8Array(bytes), shows);
      expect(response.status).toBe(422);
      expect(html).toContain(words);
      expect(html).toContain('elíjalos otra vez');
      expect(new Map(fieldsOfPage(html)).get('case.summary')).toBe(ANSWERS['case.summary']);
    }
  });

  test('that are too large are refused with a page that says where the words are', async () => {
    const { response, html } = await sendFile(new Uint8Array(6 * 1024 * 1024), 'Large');
    expect(response.status).toBe(413);
    expect(html).toContain('lo que escribió sigue allí');
  });
});

test('what is wrong in a report is said beside its box, and not in the form of the whole case', async () => {
  const path = '/es/cases/worked-with-citations/report/';
  const opened = fieldsOfPage(await open(path)).filter(([name]) => !['report', 'email'].includes(name));
  server.clock.now += 60_000;
  const send = async (report: string, email: string) =>
    await post(path, [...opened, ['report', report], ['email', email]], { accept: 'text/html' });
  for (const [report, email] of [
    ['La cifra es de <b>2019</b>.', ''],
    ['La cifra es de 2019.', 'ana'],
  ] as const) {
    const { response, html } = await send(report, email);
    expect(response.status).toBe(422);
    expect(html).toContain('action="/es/cases/worked-with-citations/report/');
    expect(parseHTML(html).document.querySelector('[role="alert"]')?.textContent).toBeTruthy();
    const kept = new Map(fieldsOfPage(html));
    expect([kept.get('report'), kept.get('email')]).toEqual([report, email]);
  }
  expect((await send('La cifra es de 2019.', 'ana@example.org')).response.status).toBe(303);
});

test('a lab that goes back and adds to what it confirmed is told that it had sent it, and can send that too', async () => {
  const path = '/es/cases/worked-with-citations/confirm/';
  const token = await server.addToken('test-lab');
  const opened = fieldsOfPage(await open(path)).filter(([name]) => !['since', 'token'].includes(name));
  const send = async (since: string, fields = opened) =>
    await post(path, [...fields, ['since', since], ['token', token], ['go', 'send']], { accept: 'text/html' });
  expect((await send('')).response.status).toBe(303);
  const more = await send('Sigue en dos ciudades.');
  expect([more.response.status, more.html]).toEqual([422, expect.stringContaining('ya se había enviado')]);
  const again = fieldsOfPage(more.html).filter(([name]) => !['since', 'token'].includes(name));
  expect((await send('Sigue en dos ciudades.', again)).response.status).toBe(303);
});

test('addresses that name nothing are not found', async () => {
  const statusOf = async (path: string) => (await fetch(server.origin + path)).status;
  expect(await statusOf('/xx/submit')).toBe(404);
  expect(await statusOf('/es/cases/nothing/improve')).toBe(404);
  expect(await statusOf('/es/submissions/00000000000000000000000000000000')).toBe(404);
  expect(await statusOf('/es/submissions/..%2f..%2fx')).toBe(404);
});

describe('a case that got another id, or went, while somebody wrote about it', () => {
  const BEFORE = '/es/cases/an-earlier-id';

  test('is corrected under its new id, with what was typed', async () => {
    const content = new Map(await readFixtureRegistry()).set('redirects.yml', { text: 'an-earlier-id: worked-with-citations\n' });
    const renamed = await startForm({ content });
    const html = await (await fetch(`${renamed.origin}${BEFORE}/improve`)).text();
    expect(html).toContain('action="/es/cases/worked-with-citations/improve/"');
    const typed = fieldsOfPage(html).map(
      ([name, value]) => [name, name === 'case.title' ? 'A better title' : value] as [string, string],
    );
    const { response, html: next } = await post(`${BEFORE}/improve`, [...typed, ['go', 'next']], {}, renamed);
    await renamed.stop();
    expect(response.status).toBe(200);
    expect(next).toContain('action="/es/cases/worked-with-citations/improve/"');
    expect(fieldsOfPage(next)).toContainEqual(['case.title', 'A better title']);
  });

  test.each(['improve', 'report', 'confirm'])('is said to be gone, and where the words are: %s', async (form) => {
    const { response, html } = await post(`/pt/cases/nothing/${form}`, [['go', 'send']], { accept: 'text/html' });
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(html).toContain('o que você escreveu continua lá');
    expect(html).toContain('href="/pt/submit/"');
  });
});

test('a session of two days ago is answered as if it were new', async () => {
  const fields = await filled();
  server.clock.now += 2 * 24 * 3_600_000;
  expect((await post('/es/submit/', [...fields, ['go', 'send']])).response.status).toBe(303);
});

test('while typing, a check says what is wrong and what it is like, and keeps nothing', async () => {
  const before = await server.outbox.count();
  const record = await (await fetch(`${server.origin}/es/cases/worked-with-citations/improve`)).text();
  const known = new Map(fieldsOfPage(record));
  const change = { 'case.title': known.get('case.title')!, 'case.problem': known.get('case.problem')!, 'contact.email': 'ana' };
  const { response, html } = await post('/es/submit/', [...(await filled(change)), ['go', 'check']]);
  const answer = JSON.parse(html) as { problems: { name: string; message: string }[]; similar: string };
  expect(response.status).toBe(200);
  expect(answer.problems).toEqual([{ name: 'contact.email', message: expect.stringContaining('nombre@ejemplo.org') as string }]);
  expect(answer.similar).toContain('/es/cases/worked-with-citations/improve/');
  expect(await server.outbox.count()).toEqual(before);
});
