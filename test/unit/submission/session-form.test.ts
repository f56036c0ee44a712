import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewRecord } from '#registry/submission/new-record.ts';
import { fieldsOfPage, type FormServer, startForm } from './form/server.ts';

const CASES = ['worked-with-citations', 'failed-and-says-why', 'snapshot-of-two-countries'];
const WORDS = {
  title: 'Comprar cerca sin comprar caro',
  name: 'Compra cercana',
  theme: '¿Qué hace que comprar cerca no salga más caro?',
  why: 'Hay tres casos, y uno cerró.',
  'question-0': '¿Quién acuerda el menú?',
  'question-1': '¿Qué se arregla antes?',
  'speaks-worked-with-citations#lesson-one-menu': '0',
  'speaks-failed-and-says-why#lesson-systems-before-counters': '1',
  highlight: 'failed-and-says-why#lesson-systems-before-counters',
};

let server: FormServer;
beforeAll(async () => {
  server = await startForm();
});
afterAll(() => server.stop());

type Fields = [string, string][];
const opened = async (query = CASES.map((id) => `case=${id}`).join('&')): Promise<string> =>
  (await fetch(`${server.origin}/es/sessions/new/?${query}`)).text();
/** A page's fields with other values in some of them, as a browser without JavaScript sends them. */
function filled(html: string, values: Record<string, string>): Fields {
  const kept = fieldsOfPage(html).filter(([name]) => !(name in values));
  return [...kept, ...Object.entries(values)];
}
async function press(fields: Fields, go: string) {
  const body = new URLSearchParams([...fields, ['go', go]]);
  const response = await fetch(`${server.origin}/es/sessions/new/`, { method: 'POST', body, redirect: 'manual' });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, bytes, html: bytes.toString() };
}
const idsIn = (html: string) => fieldsOfPage(html).flatMap(([name, value]) => (name === 'case' ? [value] : []));

test('cases of an address are put in order, taken out and taken in again, and what was typed stays', async () => {
  const first = await opened(`case=no-such-case&${CASES.map((id) => `case=${id}`).join('&')}`);
  expect(idsIn(first)).toEqual(CASES);
  const fields = filled(first, { title: 'Mi título', [`why-${CASES[1]!}`]: 'La misma prisa.' });
  const up = await press(fields, `up:${CASES[1]!}`);
  expect(idsIn(up.html)).toEqual([CASES[1], CASES[0], CASES[2]]);
  const out = await press(fieldsOfPage(up.html), `remove:${CASES[0]!}`);
  expect(idsIn(out.html)).toEqual([CASES[1], CASES[2]]);
  const back = await press(fieldsOfPage(out.html), `take:${CASES[0]!}`);
  expect(idsIn(back.html)).toEqual([CASES[1], CASES[2], CASES[0]]);
  expect(new Map(fieldsOfPage(back.html)).get('title')).toBe('Mi título');
  expect(new Map(fieldsOfPage(back.html)).get(`why-${CASES[1]!}`)).toBe('La misma prisa.');
});

test('everything that is missing is said at once, with a link to its place', async () => {
  const { html, response } = await press(fieldsOfPage(await opened('case=worked-with-citations')), 'look');
  expect(response.status).toBe(422);
  const { document } = parseHTML(html);
  const places = [...document.querySelectorAll('.error-summary a')].map((link) => link.getAttribute('href')!);
  expect(new Set(places)).toEqual(new Set(['#theme', '#title', '#name', '#why', '#cases', '#question-0', '#statements']));
  for (const place of places) expect(document.getElementById(place.slice(1)), place).not.toBeNull();
});

test('a parade of successes is refused, with cases that would mend it, unless it says why', async () => {
  const html = await opened('case=worked-with-citations');
  expect(parseHTML(html).document.querySelector('.quota')!.textContent).toContain('Falta algún caso');
  const offered = [...parseHTML(html).document.querySelectorAll('button[value^="take:"]')].map((button) =>
    button.getAttribute('value'),
  );
  expect(offered).toContain('take:failed-and-says-why');
});

test('its page and its pack are seen before it is sent, made as those of published sessions', async () => {
  const fields = filled(await opened(), WORDS);
  expect((await press(fields, 'look')).html).toContain('No falta nada');
  const { html } = await press(fields, 'page');
  const shown = parseHTML(html).document.querySelector('article.session')!;
  expect(shown.querySelector('h1')!.textContent).toBe(WORDS.title);
  expect(shown.textContent).toContain(WORDS['question-1']);
  const pdf = await press(fields, 'pdf');
  expect([pdf.response.headers.get('content-type'), pdf.bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
  expect(pdf.response.headers.get('content-disposition')).toContain('compra-cercana.pdf');
  expect((await press(fields, 'docx')).bytes.subarray(0, 2).toString()).toBe('PK');
  expect((await press(fields, 'html')).html).toContain(WORDS['question-0']);
});

test('it is sent as a proposal, once, however often the button is pressed', async () => {
  const html = await opened();
  server.clock.now += 60_000;
  const fields = filled(html, { ...WORDS, email: 'ana@example.org' });
  const sent = await press(fields, 'send');
  expect(sent.response.status).toBe(303);
  const again = await press(fields, 'send');
  expect(again.response.headers.get('location')).toBe(sent.response.headers.get('location'));
  const [entry, ...more] = await server.outbox.list();
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ kind: 'session', title: WORDS.title, locale: 'es' });
  expect(((await server.outbox.payload(entry!.id)) as NewRecord).record).toMatchObject({
    questions: [
      { text: WORDS['question-0'], lessons: ['worked-with-citations#lesson-one-menu'] },
      { text: WORDS['question-1'], lessons: ['failed-and-says-why#lesson-systems-before-counters'] },
    ],
    selection: { cases: CASES.map((id) => ({ case: id })) },
    highlights: [WORDS.highlight],
  });
});

test('hostile words stay words, on the page and in the preview', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const { html } = await press(filled(await opened(), { ...WORDS, why: hostile, 'question-0': hostile }), 'page');
  const { document } = parseHTML(html);
  expect(document.querySelectorAll('img').length).toBe(0);
  expect(document.querySelector('.session .summary')!.textContent).toBe(hostile);
});

test('sorting cases is never slowed down; who sends too much keeps what was said', async () => {
  const slow = await startForm({ perLane: 1 });
  try {
    const html = await (await fetch(`${slow.origin}/es/sessions/new/?case=${CASES[0]!}`)).text();
    slow.clock.now += 60_000;
    const ask = async (go: string) => {
      const body = new URLSearchParams([...filled(html, { title: 'Mi título' }), ['go', go]]);
      const response = await fetch(`${slow.origin}/es/sessions/new/`, { method: 'POST', body, redirect: 'manual' });
      return { status: response.status, html: await response.text() };
    };
    for (let press = 0; press < 5; press++) expect((await ask(`take:${CASES[1]!}`)).status).toBe(200);
    expect((await ask('send')).status).toBe(422);
    const refused = await ask('send');
    expect(refused.status).toBe(429);
    expect(new Map(fieldsOfPage(refused.html)).get('title')).toBe('Mi título');
  } finally {
    await slow.stop();
  }
});
