import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersFor } from '#registry/lab/record.ts';
import { makeToken } from '#registry/outbox/token.ts';
import { inspectSubmission } from '#registry/submission/check/inspect.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import type { Improvement } from '#registry/submission/schema.ts';
import { fieldsOfPage, type FormServer, startForm } from './form/server.ts';
import { fixtureContext } from './quick-submission.ts';

const ID = 'worked-with-citations';
const PATH = `/es/cases/${ID}/confirm/`;
let server: FormServer;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  server = await startForm();
  for (const lab of ['test-lab', 'other-lab']) {
    const { token, stored } = makeToken(lab, server.clock.now);
    await server.outbox.tokens.add(stored);
    tokens[lab] = token;
  }
});
afterAll(() => server.stop());

async function confirm(answers: Record<string, string>) {
  const page = await (await fetch(server.origin + PATH)).text();
  const fields = [...fieldsOfPage(page).filter(([name]) => !(name in answers)), ...Object.entries(answers)];
  const response = await fetch(server.origin + PATH, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  return { status: response.status, page, html: await response.text() };
}
const noticeIn = (html: string) => parseHTML(html).document.querySelector('.notice')?.textContent;

test('the lab that answers for a record confirms it in one step, and says what became of the case', async () => {
  const { page, status } = await confirm({ token: tokens['test-lab']!, since: 'Sigue en marcha en los dos pueblos.' });
  expect(parseHTML(page).document.querySelector('.lede')!.textContent).toContain('15 de enero de 2027');
  expect(status).toBe(303);
  const [entry] = await server.outbox.list();
  expect(entry).toMatchObject({ kind: 'case', action: 'improve', lab: 'test-lab' });
  const payload = (await server.outbox.payload(entry!.id)) as Improvement;
  const context = { ...(await fixtureContext()), day: '2026-11-22', lab: 'test-lab' };
  const { made, problems } = inspectSubmission(payload, context, context.registry.locales.get('es')!);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { facts } = made!.record;
  expect(facts.reviewBy).toBe('2027-11-22');
  expect(facts.since).toMatchObject({ asOf: '2026-11-22', text: 'Sigue en marcha en los dos pueblos.' });
  const account = facts.references!.find(({ id }) => id === facts.since!.sources[0]!.id)!;
  expect(account.author).toEqual([{ literal: 'Laboratorio de prueba' }]);
  // Nothing else moved.
  const before = context.registry.cases.get(ID)!.facts;
  expect({ ...facts, reviewBy: 0, since: 0, sources: 0, references: 0 }).toEqual({
    ...before,
    reviewBy: 0,
    since: 0,
    sources: 0,
    references: 0,
  });
});

test('nobody else confirms it: another lab, a wrong token, or a program without one', async () => {
  const before = (await server.outbox.list()).length;
  const other = await confirm({ token: tokens['other-lab']!, since: 'Todo bien.' });
  expect([other.status, noticeIn(other.html)]).toEqual([422, expect.stringContaining('Solo Laboratorio de prueba')]);
  expect(parseHTML(other.html).document.querySelector('#since')!.textContent).toBe('Todo bien.');
  const wrong = await confirm({ token: 'lqf_x' });
  const ofToken = parseHTML(wrong.html).document.querySelector('#token-error')!.textContent;
  expect([wrong.status, ofToken]).toEqual([401, expect.stringContaining('no abre nada')]);
  expect((await server.outbox.list()).length).toBe(before);

  const context = await fixtureContext();
  const { digest } = context.registry.cases.get(ID)!;
  const sent = { locale: 'es', action: { improve: ID, digest }, confirms: true, case: {}, consent: { license: 'CC-BY-4.0' } };
  const locale = context.registry.locales.get('es')!;
  const codes = async (lab?: string) =>
    (await validateSubmission(sent, { ...context, lab }, locale)).problems.map(({ code }) => code);
  expect(await codes()).toEqual(['confirm-not-steward']);
  expect(await codes('test-lab')).toEqual([]);
});

const IMPROVE = `/es/cases/${ID}/improve/`;
const TITLE = 'Un título más claro';

/** Sends the fields of a page of the correction form, with these answers. */
async function correct(html: string, answers: Record<string, string>, go = 'send') {
  const fields = fieldsOfPage(html).filter(([name]) => !(name in answers) && name !== 'go');
  const body = new URLSearchParams([...fields, ...Object.entries(answers), ['go', go]]);
  const response = await fetch(server.origin + IMPROVE, { method: 'POST', body, redirect: 'manual' });
  return { status: response.status, html: await response.text(), id: response.headers.get('location')?.split('/')[3] };
}

/** The last page of a correction of the title. */
async function lastPage(): Promise<string> {
  const opened = await (await fetch(server.origin + IMPROVE)).text();
  server.clock.now += 60_000;
  const { html } = await correct(opened, { 'case.title': TITLE, 'consent.license': 'CC-BY-4.0' }, 'step:review');
  return html;
}

test('a correction with the token of the lab is the lab’s, and renews the record only if the lab says that the rest holds', async () => {
  const page = await lastPage();
  for (const [confirms, renewed] of [
    ['', undefined],
    ['true', true],
  ] as const) {
    const { status, id } = await correct(page, { token: tokens['test-lab']!, confirms, draft: crypto.randomUUID() });
    expect(status).toBe(303);
    expect(await server.outbox.find(id!)).toMatchObject({ action: 'improve', lab: 'test-lab' });
    const payload = (await server.outbox.payload(id!)) as Improvement;
    expect([payload.case, payload.confirms]).toEqual([{ title: TITLE }, renewed]);
    expect(JSON.stringify(payload)).not.toContain('lqf_');
  }
  const { id } = await correct(page, { draft: crypto.randomUUID() });
  expect((await server.outbox.find(id!))!.lab).toBeUndefined();
});

test('a token that opens nothing is said at its field, keeps what was typed, and is not in the page', async () => {
  const before = (await server.outbox.list()).length;
  const page = await lastPage();
  const token = `${tokens['test-lab']!.slice(0, -1)}!`;
  const wrong = await correct(page, { token, confirms: 'true' });
  const { document } = parseHTML(wrong.html);
  expect(wrong.status).toBe(401);
  expect(document.querySelector('.error-summary a[href="#token"]')!.textContent).toContain('no abre nada');
  const field = document.querySelector('#token')!;
  expect([field.getAttribute('type'), field.getAttribute('value')]).toEqual(['password', null]);
  expect(field.closest('details')!.hasAttribute('open')).toBe(true);
  expect(document.querySelector('#token-error')!.textContent).toContain('no abre nada');
  expect(wrong.html).not.toContain(token);
  const kept = new Map(fieldsOfPage(wrong.html));
  expect([kept.get('case.title'), kept.get('confirms')]).toEqual([TITLE, 'true']);
  // Nor does any other button of the page carry it on.
  expect((await correct(page, { token: tokens['test-lab']! }, 'step:you')).html).not.toContain(tokens['test-lab']);

  const without = parseHTML((await correct(page, { confirms: 'true' })).html).document;
  expect(without.querySelector('#token-error')!.textContent).toContain('hace falta la clave');
  const other = parseHTML((await correct(page, { token: tokens['other-lab']!, confirms: 'true' })).html).document;
  expect(other.querySelector('#confirms-error')!.textContent).toContain('Solo Laboratorio de prueba');
  expect((await server.outbox.list()).length).toBe(before);
});

test('the custodian of a closed lab answers for its records', async () => {
  const { registry } = await fixtureContext();
  const lab = registry.labs.get('test-lab')!;
  const labs = new Map([['test-lab', { ...lab, facts: { ...lab.facts, custodian: 'heir' } }]]);
  expect([
    answersFor('heir', 'test-lab', { labs }),
    answersFor('other', 'test-lab', { labs }),
    answersFor(undefined, 'test-lab', { labs }),
  ]).toEqual([true, false, false]);
});
