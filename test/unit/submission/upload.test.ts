import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pack, Sheet } from '#registry/pack/document.ts';
import { sheetDocx } from '#registry/pack/format/docx.ts';
import type { NewRecord } from '#registry/submission/new-record.ts';
import { openFile } from '#registry/import/open-file.ts';
import { fillSheet } from '../import/fill-sheet.ts';
import { fillWorkbook } from '../import/fill-template.ts';
import { packIn } from '../pack/example.ts';
import { fieldsOfPage, type FormServer, startForm } from './form/server.ts';
import { fixtureContext } from './quick-submission.ts';

const ANSWERS = {
  lab: ['Laboratorio de prueba'],
  summary: ['Lo probaríamos con menús de cada región.'],
  wouldTry: ['En parte'],
  consent: ['sí'],
  'lesson-kitchens-first': ['sí', 'Sin cocinas no hubo compra.'],
};

let server: FormServer;
let pack: Pack;
beforeAll(async () => {
  server = await startForm();
  pack = packIn('es', 'lunch-2027', (await fixtureContext()).registry);
});
afterAll(() => server.stop());

async function filledSheet(answers: Record<string, string[]> = ANSWERS): Promise<Uint8Array> {
  const sheet = pack.blocks.find(
    (block): block is Sheet => block.type === 'sheet' && block.id === 'sheet-worked-with-citations',
  )!;
  return fillSheet(await sheetDocx(pack, sheet), answers);
}

async function post(path: string, fields: readonly (readonly [string, string])[], bytes?: Uint8Array) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  if (bytes) body.append('file', new Blob([Buffer.from(bytes)]), 'hoja.docx');
  const response = await fetch(server.origin + path, { method: 'POST', body });
  return { status: response.status, html: await response.text() };
}
const upload = async (bytes: Uint8Array | undefined, fields: readonly (readonly [string, string])[] = []) =>
  post('/es/upload', [['go', 'read'], ...fields], bytes);
const textOf = (html: string) => parseHTML(html).document.querySelector('#main')!.textContent;

test('a filled sheet is shown as it was read, then sent, and becomes a comment in the outbox', async () => {
  const { html } = await upload(await filledSheet(), [
    ['email', 'ana@example.org'],
    ['draft', '0123456789abcdef0123'],
  ]);
  expect(textOf(html)).toContain('Lo probaríamos con menús de cada región.');
  expect(textOf(html)).toContain('Sin cocinas no hubo compra.');
  expect(await server.outbox.list()).toEqual([]);

  const sent = await post('/es/upload', [...fieldsOfPage(html), ['go', 'send']]);
  const again = await post('/es/upload', [...fieldsOfPage(html), ['go', 'send']]);
  expect(sent.status).toBe(200);
  expect(again.html).toBe(sent.html);
  const [entry, ...more] = await server.outbox.list();
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ kind: 'comment', action: 'create', title: ANSWERS.summary[0] });
  expect(((await server.outbox.payload(entry!.id)) as NewRecord).record).toMatchObject({
    case: 'worked-with-citations',
    lab: 'test-lab',
    lessons: [{ id: 'kitchens-first', holds: 'yes', seen: 'Sin cocinas no hubo compra.' }],
  });
  expect(await server.outbox.contact(entry!.id)).toEqual({ email: 'ana@example.org' });
  const status = await (await fetch(`${server.origin}/es/submissions/${entry!.id}/`)).text();
  expect(textOf(status)).toContain('Comentario sobre un caso');
});

test('row 17: sending is counted however often a page says what it asks for, and so is reading', async () => {
  const slow = await startForm({ perLane: 1, reading: 1 });
  const ask = async (...gos: string[]) => {
    const body = new FormData();
    for (const go of gos) body.append('go', go);
    return (await fetch(`${slow.origin}/es/upload`, { method: 'POST', body })).status;
  };
  try {
    expect([await ask('send'), await ask('send', 'send'), await ask('send', 'read')]).toEqual([200, 429, 429]);
    expect([await ask('read'), await ask('read', 'x'), await ask('anything')]).toEqual([422, 429, 429]);
  } finally {
    await slow.stop();
  }
});

test('what is to be mended is named where the person sees it, and cannot be sent', async () => {
  const { status, html } = await upload(await filledSheet({ ...ANSWERS, wouldTry: ['quizás'], lab: ['Nadie'] }));
  expect(status).toBe(422);
  const said = [...parseHTML(html).document.querySelectorAll('.notice li')].map((item) => item.textContent);
  expect(said).toEqual([
    expect.stringMatching(/^Tabla 1, fila 2, «¿Qué laboratorio comenta\?»: .*«Nadie»/),
    expect.stringMatching(/^Tabla 1, fila 4, «¿Lo intentaría\? Sí, en parte o no»: «quizás»/),
  ]);
  expect(fieldsOfPage(html).filter(([name]) => name === 'sheet')).toEqual([]);
});

test('a file that is none of ours, or hostile, is refused with words, and no file at all is asked for', async () => {
  expect(textOf((await upload(Buffer.from('%PDF-1.7'))).html)).toContain('Esto no es un documento de Word');
  expect(textOf((await upload(undefined)).html)).toContain('Elija un archivo');
  const large = await upload(Buffer.alloc(5_200_000, 'PK'));
  expect([large.status, textOf(large.html)]).toEqual([413, expect.stringContaining('pesa demasiado')]);
  expect(textOf((await upload(await filledSheet({}))).html)).toContain('ninguna respuesta que se pueda leer');
});

const CASE = {
  ...{ case: '1', title: 'Turnos por teléfono en el centro', problem: '¿Cómo evitar la fila?', summary: 'Se abrió una línea.' },
  ...{ 'places.1.country': 'Argentina', level: 'national', otherChallenge: 'Filas', sectors: 'education' },
  ...{ 'organisation.name': 'Centro de Prueba', 'organisation.type': 'ministry', 'consent.license': 'sí', firstHand: 'sí' },
};
const LESSON = { case: '1', 'lessons.kind': 'works', 'lessons.text': 'Una persona tiene que atender.' };

test('of a workbook of cases the ready row is sent, the other goes on in the form, and the file comes back with what to mend', async () => {
  const template = await fetch(`${server.origin}/es/upload/case.xlsx`);
  expect(template.headers.get('content-disposition')).toContain('case-es.xlsx');
  const empty = new Uint8Array(await template.arrayBuffer());
  const wrong = { ...CASE, case: '2', title: 'Otro caso del mismo centro', 'places.1.country': 'ARX' };
  const [cases, lessons] = openFile(empty).tables.map(({ name }) => name!);
  const bytes = await fillWorkbook(empty, { [cases!]: [CASE, wrong], [lessons!]: [LESSON, { ...LESSON, case: '2' }] });
  const { status, html } = await upload(bytes, [
    ['email', 'ana@example.org'],
    ['draft', '0123456789abcdef9999'],
  ]);
  expect(status).toBe(422);
  expect(textOf(html)).toContain(
    'fila 5, columna F, «País»: «ARX» no es una de las respuestas posibles. ¿Será «Argentina (ARG)»?',
  );

  const { document } = parseHTML(html);
  const [, base64] = document.querySelector('a[download]')!.getAttribute('href')!.split('base64,');
  const marked = openFile(new Uint8Array(Buffer.from(base64!, 'base64')));
  expect(marked.tables[0]!.rows[4]!.cells.at(-1)!.text).toContain('«ARX»');

  const form = [...document.querySelectorAll('form')].find((each) => each.getAttribute('action')!.includes('/submit/full'))!;
  const second = [...document.querySelectorAll('form')].filter((each) =>
    each.getAttribute('action')!.includes('/submit/full'),
  )[1]!;
  expect(form.querySelector('button')!.getAttribute('value')).toBe('step:review');
  const carried = [...second.querySelectorAll('input')].map((input): [string, string] => [
    input.getAttribute('name')!,
    input.getAttribute('value')!,
  ]);
  const shown = await post('/es/submit/full', [...carried, ['go', second.querySelector('button')!.getAttribute('value')!]]);
  expect(parseHTML(shown.html).document.querySelector('[name="case.title"]')!.getAttribute('value')).toBe(
    'Otro caso del mismo centro',
  );

  const before = (await server.outbox.list()).length;
  const send = [...document.querySelector('form')!.querySelectorAll('input')].map((input): [string, string] => [
    input.getAttribute('name')!,
    input.getAttribute('value')!,
  ]);
  await post('/es/upload', [...send, ['go', 'send']]);
  const entries = await server.outbox.list();
  expect(entries.length).toBe(before + 1);
  expect(entries.find(({ title }) => title === CASE.title)).toMatchObject({ kind: 'case', action: 'create' });
});

test('comment sheets of a case are given out in Word and as a workbook; other files are none of ours', async () => {
  for (const format of ['docx', 'xlsx']) {
    const response = await fetch(`${server.origin}/es/upload/comments.${format}?case=worked-with-citations`);
    const file = openFile(new Uint8Array(await response.arrayBuffer()));
    const texts = [...file.paragraphs, ...file.tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))].map(
      ({ text }) => text,
    );
    expect(
      texts.some((text) => text.startsWith('‹worked-with-citations@')),
      format,
    ).toBe(true);
    expect(texts.join(' '), format).toContain('‹lesson-kitchens-first›');
  }
  for (const file of ['comments.docx', 'case.pdf', 'other.xlsx'])
    expect((await fetch(`${server.origin}/es/upload/${file}`)).status).toBe(404);
});

test('what comes back changed by hand is checked like everything that is sent', async () => {
  const { html } = await upload(await filledSheet());
  const changed = fieldsOfPage(html).map(([name, value]): [string, string] =>
    name === 'sheet' ? [name, value.replace('"test-lab"', '"no-lab"')] : [name, value],
  );
  const before = (await server.outbox.list()).length;
  const { html: answer } = await post('/es/upload', [...changed, ['go', 'send'], ['sheet', '{']]);
  expect(textOf(answer)).toContain('Una parte no se pudo enviar');
  expect((await server.outbox.list()).length).toBe(before);
});

test('a program reads a file by the API, and sends what it got back', async () => {
  const body = new FormData();
  body.append('file', new Blob([Buffer.from(await filledSheet())]), 'hoja.docx');
  const response = await fetch(`${server.origin}/v1/imports`, { method: 'POST', body, headers: { 'Accept-Language': 'es' } });
  const { sheets } = (await response.json()) as { sheets: { submission: object; findings: object[] }[] };
  expect(sheets).toMatchObject([{ findings: [], submission: { action: { new: 'comment' }, door: 'word' } }]);
  const checked = await fetch(`${server.origin}/v1/validate`, {
    method: 'POST',
    body: JSON.stringify(sheets[0]!.submission),
    headers: { 'Content-Type': 'application/json' },
  });
  expect(checked.status).toBe(200);
  const refused = new FormData();
  refused.append('file', new Blob(['PK nothing']), 'x.docx');
  const answer = await fetch(`${server.origin}/v1/imports`, { method: 'POST', body: refused });
  expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ pointer: '/file', code: 'not-a-document' }] }]);
});
