import { readFile as readBytes } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { openFile } from '#registry/import/open-file.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { workbook } from '#registry/pack/format/workbook.ts';
import { caseTemplate, TEMPLATE_FORMATS } from '#registry/submission/file/case-template.ts';
import { TEMPLATE_LISTS, ONCE } from '#registry/submission/file/case-column.ts';
import { readCases } from '#registry/submission/file/case-file.ts';
import { commentTemplate } from '#registry/submission/file/comment-template.ts';
import type { CaseReading } from '#registry/submission/file/inspect-case.ts';
import { markFile } from '#registry/submission/file/marked-file.ts';
import { readFile } from '#registry/submission/file/read-file.ts';
import { fillDocument, fillWorkbook, type Rows } from '../../import/fill-template.ts';
import { DAY, PACK_SITE } from '../../pack/example.ts';
import { content, registry } from '../../../real-content.ts';

const context = { registry, tree: content, day: DAY };
const localeOf = (id: string) => registry.locales.get(id)!;
const speaker = (id: string) => makeSpeaker(registry, localeOf(id));

async function read(bytes: Uint8Array, locale = 'es'): Promise<CaseReading[]> {
  const reading = await readFile(bytes, context, localeOf(locale));
  if (reading.refused !== undefined) throw new Error(reading.refused);
  return reading.cases;
}
const said = (reading: CaseReading | undefined) => reading?.findings.map(({ detail }) => detail);

const OWN = {
  'organisation.name': 'Prefeitura de Teste',
  'organisation.type': 'ministry',
  'consent.license': 'sim',
  firstHand: 'x',
};
const CASE = {
  ...{ case: 'a', title: 'Turnos por teléfono', problem: '¿Cómo evitar la fila?', summary: 'Se abrió una línea.' },
  ...{
    'places.1.country': 'Brasil',
    level: 'national',
    otherChallenge: 'Filas',
    sectors: 'Education; Saúde e assistência social',
  },
  ...OWN,
};

let template: Uint8Array;
beforeAll(async () => {
  template = await caseTemplate('xlsx', speaker('es'));
});
const filled = (sheets: Record<string, Rows>) => fillWorkbook(template, sheets);

test('templates are nobody’s case in any language, and the same bytes each time', async () => {
  for (const format of TEMPLATE_FORMATS)
    for (const locale of registry.locales.keys())
      expect(await read(await caseTemplate(format, speaker(locale)), locale), `${locale} ${format}`).toEqual([]);
  expect(Buffer.compare(template, await caseTemplate('xlsx', speaker('es')))).toBe(0);
});

test('what a template asks has a place in both, under the id that it is read by', async () => {
  const textsIn = (bytes: Uint8Array) =>
    openFile(bytes).tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
  const ids = [
    ...ONCE.filter((id) => !id.startsWith('body.')),
    ...Object.entries(TEMPLATE_LISTS).flatMap(([list, keys]) => keys.map((key) => `${list}.${key}`)),
  ];
  const heads = textsIn(template);
  const printed = textsIn(await caseTemplate('docx', speaker('es'))).join('\n');
  expect(ids.filter((id) => !heads.includes(id) || !printed.includes(`‹${id}›`))).toEqual([]);
});

test('rows are cases of their own, in the words of any language; one that is wrong does not hold back the other', async () => {
  const bytes = await filled({
    Casos: [CASE, { ...CASE, case: 'b', title: 'Otra', 'places.1.country': 'ARX' }],
    Lecciones: [
      { case: 'a', 'lessons.kind': 'It works', 'lessons.text': 'Una línea sirve.' },
      { case: 'b', 'lessons.kind': 'depende', 'lessons.text': 'Depende.' },
      { case: 'a', 'lessons.kind': 'fails', 'lessons.text': 'Sin gente, no.' },
    ],
  });
  const [one, other, ...more] = await read(bytes);
  expect(more).toEqual([]);
  expect(said(one)).toEqual([
    'Hoja «Lecciones», fila 5, columna B, «Esta lección dice que algo…»: «It works» no es una de las respuestas posibles. ¿Será «Funciona»?',
  ]);
  expect(said(other)).toEqual([
    'Hoja «Casos», fila 5, columna F, «País»: «ARX» no es una de las respuestas posibles. ¿Será «Argentina (ARG)»?',
  ]);
  expect(one!.values).toMatchObject({
    'case.places.0.country': ['BRA'],
    'case.sectors': ['education', 'health-and-social-work'],
    'case.lessons.1.kind': ['fails'],
  });
});

test('what is wrong with an item is said at its row, whatever rows before it say nothing', async () => {
  const bytes = await filled({
    Casos: [CASE],
    Lecciones: [
      { case: 'a' },
      { case: 'a', 'lessons.kind': 'Quizás' },
      { case: 'a', 'lessons.kind': 'fails', 'lessons.text': 'Sin gente, no.' },
      { case: 'a', 'lessons.kind': 'works', 'lessons.caveat': 'Con gente.' },
    ],
  });
  const [reading] = await read(bytes);
  expect(reading!.findings.map(({ sheet, row, column, code }) => [sheet, row, column, code])).toEqual([
    ['Lecciones', 6, 2, 'answer-unknown'],
    ['Lecciones', 8, 3, 'missing'],
  ]);
});

test('what a program saved in LibreOffice is read: a day, a share, cells that were merged; findings are where a person sees them', async () => {
  const [ready, wrong] = await read(await readBytes('test/fixtures/office/cases-by-libreoffice.xlsx'));
  expect(said(ready)).toEqual([]);
  expect(ready!.submission).toMatchObject({
    action: 'create',
    case: {
      title: 'Turnos médicos por teléfono en Rosario',
      period: { start: '2019-03-01', end: 2021 },
      lessons: [{ kind: 'works' }, { kind: 'depends' }],
      results: [{ value: 12, unit: 'percent', date: '2020-06-15' }],
    },
    body: { 'what-was-done': 'Se abrió una línea.\n\n- Con dos personas.\n- Ocho horas por día.' },
  });
  expect(wrong!.submission).toBeUndefined();
  expect(said(wrong)).toEqual([
    'Hoja «Casos», fila 5, columna F, «País»: «ARX» no es una de las respuestas posibles. ¿Será «Argentina (ARG)»?',
    'Hoja «Casos», fila 5, columna L, «¿En qué sectores?»: «Salud» no es una de las respuestas posibles. ¿Será «Salud y asistencia social»?',
    'Hoja «Lecciones», fila 7, columna B, «Esta lección dice que algo…»: «funcionó» no es una de las respuestas posibles. ¿Será «Funciona»?',
    'Hoja «Resultados», fila 6, columna D, «Cifra»: Escriba solo el número, sin puntos de miles: 1234 o 12,5.',
    'Hoja «Resultados», fila 7, columna D, «Cifra»: aquí hay una fórmula, y las fórmulas no se leen. Escriba el valor.',
  ]);
});

test('a Word template that LibreOffice saved is a case, its prose with bold words and items; findings name table and row', async () => {
  const [one, ...more] = await read(await readBytes('test/fixtures/office/case-by-libreoffice.docx'));
  expect(more).toEqual([]);
  expect(said(one)).toEqual([
    'Tabla 4, fila 2, «Cifra»: Escriba solo el número, sin puntos de miles: 1234 o 12,5.',
    'Tabla 4, fila 2, «Unidad»: «turnos» no es una de las respuestas posibles.',
  ]);
  expect(one!.values).toMatchObject({
    'case.places.0.country': ['ARG'],
    'case.lessons.1.conditions': ['Dos personas por turno.'],
    'body.what-was-done': ['Se abrió una línea de turnos.\n\nCon **dos personas** que atienden.\n\n- De ocho a dieciséis.'],
    'body.open-questions': ['¿Cuánto costó?'],
  });
});

test('columns may be moved, renamed by their label, or unknown; a row may lose its case', async () => {
  const file = openFile(template);
  const moved = await workbook(
    [
      {
        name: 'Hoja1',
        columns: ['Notas', 'País', 'Título', 'Caso', 'problem'].map((title) => ({ title, width: 9 })),
        rows: [['ojo', 'Chile', 'Uno', 'a', '¿Cómo?']],
      },
      {
        name: 'Hoja2',
        columns: ['lessons.text', 'case'].map((title) => ({ title, width: 9 })),
        rows: [
          ['De nadie.', 'z'],
          ['De a.', 'a'],
        ],
      },
    ],
    DAY,
  );
  expect(file.tables[0]!.rows[1]!.cells.map(({ text }) => text)).toContain('País');
  const [one] = readCases(openFile(moved), registry);
  expect(one!.values).toEqual({
    'case.places.0.country': ['CHL'],
    'case.title': ['Uno'],
    'case.problem': ['¿Cómo?'],
    'case.lessons.0.text': ['De a.'],
  });
  expect(one!.findings.map(({ code, given, table, row, column }) => [code, given, table, row, column])).toEqual([
    ['column-unknown', 'Notas', 1, 1, 1],
    ['row-without-case', 'z', 2, 2, 2],
  ]);
});

test('a file holds fifty cases and no more, and two rows have no common name', async () => {
  const rows = Array.from({ length: 51 }, (_, index) => ({ case: `${index}`, title: `Caso ${index}` }));
  expect(await readFile(await filled({ Casos: rows }), context, localeOf('es'))).toEqual({ refused: 'too-many-cases' });
  const twice = readCases(openFile(await filled({ Casos: [rows[0]!, rows[0]!] })), registry);
  expect(twice.map(({ findings }) => findings.map(({ code }) => code))).toEqual([[], ['row-twice']]);
});

test('the file comes back with what is to be mended in each row, and can be read again', async () => {
  const bytes = await filled({
    Casos: [CASE, { ...CASE, case: 'b', level: 'galaxia' }],
    Lecciones: [
      { case: 'a', 'lessons.kind': 'works', 'lessons.text': 'Sí.' },
      { case: 'b', 'lessons.kind': 'works', 'lessons.text': 'Sí.' },
    ],
  });
  const reading = await readFile(bytes, context, localeOf('pt'));
  if (reading.refused !== undefined) throw new Error(reading.refused);
  const findings = reading.cases.flatMap((each) => each.findings);
  const marked = await markFile(reading.file, findings, speaker('pt'), DAY);
  const { tables } = openFile(marked);
  const last = tables[0]!.rows.map(({ cells }) => cells.at(-1)!.text);
  expect(last[0]).toBe('O que corrigir ‹findings›');
  expect(last[4]).toMatch(/^H · .*: “galaxia” não é uma das respostas possíveis\. Pode ser: Cidade ou município; /);
  expect((await read(marked, 'pt')).map((each) => said(each))).toEqual(reading.cases.map((each) => said(each)));
});

test('a Word file comes back so, too', async () => {
  const bytes = fillDocument(await caseTemplate('docx', speaker('en')), {
    title: 'Phone line',
    level: 'galaxy',
    'places.1.country': 'Perú',
  });
  const reading = await readFile(bytes, context, localeOf('en'));
  if (reading.refused !== undefined) throw new Error(reading.refused);
  const findings = reading.cases.flatMap((each) => each.findings);
  const marked = await markFile(reading.file, findings, speaker('en'), DAY);
  const row = openFile(marked).tables[0]!.rows.find(({ cells }) => cells[0]!.text.includes('‹level›'))!;
  expect(row.cells[2]!.text).toMatch(/“galaxy” is none of the possible answers/);
  expect((await read(marked, 'en'))[0]!.values).toMatchObject({ 'case.title': ['Phone line'], 'case.places.0.country': ['PER'] });
});

test('a comment sheet in a workbook says the same as one in Word, each case on a sheet of its own', async () => {
  const cases = ['peru-mesas-ejecutivas', 'uruguay-plan-ceibal'].map((id) => registry.cases.get(id)!);
  const made = { cases, speaker: speaker('es'), siteUrl: PACK_SITE, versionOf: ({ digest }: { digest: string }) => digest };
  const empty = openFile(await commentTemplate('xlsx', made));
  const answers: Record<string, string[]> = {
    ...{ lab: ['Lo que funciona'], summary: ['Sin subsidios.'], wouldTry: ['En parte'], consent: ['sí'] },
    'lesson-no-subsidies': ['Sim', 'También acá.'],
  };
  const bytes = await workbook(
    empty.tables.map(({ name, rows }, index) => {
      const texts = rows.map(({ cells }) => {
        const id = /‹([a-zA-Z-]+)›/.exec(cells[0]!.text)?.[1] ?? '';
        return [cells[0]!.text, ...(answers[id] ?? (index === 1 && id === 'wouldTry' ? ['quizás'] : []))];
      });
      return { name: name!, columns: texts[0]!.map((title) => ({ title, width: 9 })), rows: [...texts.slice(1)] };
    }),
    DAY,
  );
  const reading = await readFile(bytes, context, localeOf('es'));
  if (reading.refused !== undefined) throw new Error(reading.refused);
  expect(reading.sheets[0]).toMatchObject({
    findings: [],
    submission: {
      door: 'spreadsheet',
      record: {
        case: cases[0]!.id,
        version: cases[0]!.digest,
        wouldTry: 'in-part',
        lessons: [{ id: 'no-subsidies', holds: 'yes', seen: 'También acá.' }],
      },
    },
  });
  expect(reading.sheets[1]!.data['case']).toBe('uruguay-plan-ceibal');
});
