import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plannedItem, plannedNotice } from '#registry/case/page/planned.ts';
import { plannedCases, resultsOwed } from '#registry/case/planned.ts';
import { dueOn } from '#registry/commitment/due.ts';
import { makeTree } from '#registry/content/tree.ts';
import { makeToken } from '#registry/outbox/token.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { viewRecord } from '#registry/record/view.ts';
import { inspectSubmission } from '#registry/submission/check/inspect.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import type { Creation } from '#registry/submission/schema.ts';
import { fieldsOfPage, type FormServer, startForm } from './form/server.ts';
import { fixtureContext } from './quick-submission.ts';

let server: FormServer;
beforeAll(async () => {
  server = await startForm();
});
afterAll(() => server.stop());

async function post(fields: readonly (readonly [string, string])[]) {
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
  const response = await fetch(`${server.origin}/es/submit/pilot`, { method: 'POST', body, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
}
/** The page's fields as they would be sent, with these answers. */
const answered = (page: string, answers: Record<string, string>, go: string): [string, string][] => [
  ...fieldsOfPage(page).filter(([name]) => !(name in answers) && name !== 'go'),
  ...Object.entries(answers),
  ['go', go],
];

const PLAN = {
  'case.title': 'Turnos por mensaje en diez centros',
  'case.problem': '¿Cómo evitar que la gente haga fila desde la madrugada?',
  'case.summary': 'Se va a probar un turno por mensaje durante seis meses.',
  'case.places.0.country': 'ARG',
  'case.level': 'city',
  otherChallenge: 'Filas en los centros de salud',
  'case.sectors': 'health-and-social-work',
};
const OWED = { 'case.milestones.0.text': 'Minutos de espera, antes y después.', 'case.milestones.0.due': '6/2027' };
const WHO = {
  'organisation.name': 'Municipalidad de Prueba',
  'organisation.type': 'subnational-government',
  'consent.license': 'CC-BY-4.0',
};

test('somebody announces a pilot before it begins: it says how it will be known and when, and becomes a planned case', async () => {
  const opened = await (await fetch(`${server.origin}/es/submit/pilot/`)).text();
  const first = await post(answered(opened, PLAN, 'next'));
  expect(parseHTML(first.html).document.querySelector('h1')!.textContent).toBe('Qué medirán y cuándo lo cuentan');

  const missing = await post(answered(first.html, {}, 'next'));
  const said = [...parseHTML(missing.html).document.querySelectorAll('.error-summary li')].map((item) => item.textContent);
  expect(said).toHaveLength(2);

  const owed = await post(answered(missing.html, OWED, 'next'));
  const review = await post(answered(owed.html, WHO, 'next'));
  server.clock.now += 60_000;
  const sent = await post(answered(review.html, {}, 'send'));
  expect(sent.status).toBe(303);
  const [entry] = await server.outbox.list();
  const payload = (await server.outbox.payload(entry!.id)) as Creation;
  expect(payload.case).toMatchObject({
    lifecycle: { stage: 'planned' },
    milestones: [{ text: OWED['case.milestones.0.text'], due: '2027-06', status: 'on-track' }],
  });
  expect(payload.case.lessons).toBeUndefined();

  const context = await fixtureContext();
  const made = inspectSubmission(payload, context, context.registry.locales.get('es')!).made!;
  expect(made.record.facts.verdicts).toMatchObject([
    { outcome: 'too-early', basis: 'none', evidence: { strength: 0, kind: 'proposal' } },
  ]);
  const tree = makeTree({
    ...Object.fromEntries([...context.tree].flatMap(([path, file]) => ('text' in file ? [[path, file.text]] : []))),
    [made.file]: made.text.replace('unsorted', 'waste'),
  });
  const { registry } = readRegistry(tree);
  expect(plannedCases(registry).map(({ id, facts }) => [id, resultsOwed(facts)])).toEqual([[made.id, '2027-06']]);
  expect(dueOn(registry, '2027-07-01', 0).filter(({ what }) => what === 'results')).toMatchObject([
    { record: { id: made.id }, isOverdue: true },
  ]);

  const view = viewRecord(registry.cases.get(made.id)!, 'es');
  const speaker = makeSpeaker(registry, registry.locales.get('es')!);
  const notice = (today: string) => html(plannedNotice(view.facts, speaker, today)!);
  expect(notice('2027-06-30')).toContain('Debe contar qué resultó: junio de 2027');
  expect(notice('2027-07-01')).toContain('Todavía no lo ha hecho');
  expect(html(plannedItem(view, speaker, '2027-07-01'))).toContain('vencido sin resultados: junio de 2027');
  const places = ['HTI', 'JAM', 'BRB', 'BHS'].map((country) => ({ country }));
  expect(html(plannedItem({ ...view, facts: { ...view.facts, places } }, speaker, '2027-07-01'))).toContain(
    '<span>4 países</span>',
  );
  const told = { ...view.facts, results: [{}] as never };
  expect(plannedNotice(told, speaker, '2027-07-01')).toBeUndefined();
});

test('a lab announces its pilot with its token, and answers for it', async () => {
  const opened = await (await fetch(`${server.origin}/es/submit/pilot/`)).text();
  const review = await post(
    answered(opened, { ...PLAN, ...OWED, ...WHO, 'case.milestones.0.status': 'on-track' }, 'step:review'),
  );
  server.clock.now += 60_000;
  const { token, stored } = makeToken('test-lab', server.clock.now);
  await server.outbox.tokens.add(stored);
  expect((await post(answered(review.html, { token: 'lqf_x' }, 'send'))).html).toContain('id="token-error"');
  const sent = await post(answered(review.html, { token }, 'send'));
  const entry = await server.outbox.find(sent.location!.split('/')[3]!);
  expect(entry).toMatchObject({ action: 'create', lab: 'test-lab' });
  const payload = (await server.outbox.payload(entry!.id)) as Creation;
  const context = { ...(await fixtureContext()), lab: 'test-lab' };
  expect(inspectSubmission(payload, context, context.registry.locales.get('es')!).made!.record.facts.steward).toBe('test-lab');
});

test('a case that has begun still tells a lesson, and one that has not says when it owes results', async () => {
  const context = await fixtureContext();
  const locale = context.registry.locales.get('es')!;
  const input = (more: object) => ({
    ...{
      locale: 'es',
      action: 'create',
      otherChallenge: 'Filas',
      references: [{ firstHand: true }],
      consent: { license: 'CC-BY-4.0' },
    },
    organisation: { name: 'Prueba', type: 'ministry' },
    case: {
      title: 'Turnos',
      problem: '¿Cómo?',
      summary: 'Se prueba.',
      places: [{ country: 'ARG' }],
      level: 'city',
      sectors: ['education'],
      ...more,
    },
  });
  const pointers = async (more: object) =>
    (await validateSubmission(input(more), context, locale)).problems
      .filter(({ severity }) => severity === 'error')
      .map(({ pointer, code }) => `${pointer} ${code}`);
  const planned = { lifecycle: { stage: 'planned' } };
  expect(await pointers({})).toEqual(['/case/lessons field-missing']);
  expect(await pointers({ lessons: [] })).toEqual(['/case/lessons field-missing']);
  expect(await pointers(planned)).toEqual(['/case/milestones field-missing']);
  expect(await pointers({ ...planned, milestones: [{ text: 'Espera', status: 'on-track' }] })).toEqual([
    '/case/milestones/0/due field-missing',
  ]);
  expect(await pointers({ ...planned, milestones: [{ text: 'Espera', status: 'on-track', due: '2027-06' }] })).toEqual([]);
  // Also beside what breaks the schema.
  expect(await pointers({ level: 'galaxy' })).toEqual(['/case/lessons field-missing', expect.stringContaining('/case/level')]);
});

test('its questions look forward, in three languages', async () => {
  const words = { es: '¿Qué van a probar?', pt: 'O que vão testar?', en: 'What will you try?' };
  for (const [locale, question] of Object.entries(words)) {
    const page = parseHTML(await (await fetch(`${server.origin}/${locale}/submit/pilot/`)).text()).document;
    expect(page.querySelector('label[for="case.summary"]')!.textContent).toContain(question);
  }
});
