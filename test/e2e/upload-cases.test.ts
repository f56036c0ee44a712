import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFile } from '#registry/import/open-file.ts';
import { runServer, type TestServer } from '../api/submissions/running-server.ts';
import { fillWorkbook } from '../unit/import/fill-template.ts';
import { violations } from './axe.ts';
import { PHONE, useBrowser, visit } from './browser.ts';

useBrowser();

let server: TestServer;
beforeAll(async () => {
  server = await runServer({ content: 'real' });
});
afterAll(() => server.stop());

const ROW = {
  ...{ case: '1', title: 'Turnos por teléfono en Rosario', problem: '¿Cómo evitar la fila?', summary: 'Se abrió una línea.' },
  ...{ 'places.1.country': 'Argentina', level: 'Ciudad o municipio', otherChallenge: 'Filas', sectors: 'Educación' },
  ...{
    'organisation.name': 'Municipalidad de Prueba',
    'organisation.type': 'Ministerio',
    'consent.license': 'sí',
    firstHand: 'sí',
  },
};

test('a lab downloads the template, uploads two cases, sends the ready one, takes the file back, and mends the other in the form', async () => {
  const page = await visit('/es/upload/', {
    ...{ baseURL: server.origin, ...PHONE, javaScriptEnabled: false, acceptDownloads: true },
  });
  const [template] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /en planilla/ }).click()]);
  const empty = new Uint8Array(await readFile((await template.path())!));
  const [cases, lessons] = openFile(empty).tables.map(({ name }) => name!);
  const filled = await fillWorkbook(empty, {
    [cases!]: [ROW, { ...ROW, case: '2', title: 'Ventanilla móvil en el interior', 'places.1.country': 'ARX' }],
    [lessons!]: ['1', '2'].map((key) => ({
      case: key,
      'lessons.kind': 'Funciona',
      'lessons.text': 'Alguien tiene que atender.',
    })),
  });
  await page.locator('#file').setInputFiles({ name: 'mis-casos.xlsx', mimeType: '', buffer: Buffer.from(filled) });
  await page.locator('button[value="read"]').click();
  await page.getByText('¿Será «Argentina (ARG)»?').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  const [marked] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Descargar el archivo/ }).click(),
  ]);
  expect(marked.suggestedFilename()).toBe('mis-casos-con-correcciones.xlsx');
  const said = openFile(new Uint8Array(await readFile((await marked.path())!)))
    .tables[0]!.rows.at(-1)!
    .cells.at(-1)!.text;
  expect(said).toContain('«ARX»');

  await page.locator('section', { hasText: 'Ventanilla móvil' }).getByRole('button', { name: 'Seguir en el formulario' }).click();
  expect(await page.locator('[name="case.title"]').inputValue()).toBe('Ventanilla móvil en el interior');
  await page.goBack();
  await page.locator('button[value="send"]').click();
  await page.getByRole('heading', { name: 'Enviado' }).waitFor();
  expect((await server.outbox.list()).map(({ title }) => title)).toEqual(['Turnos por teléfono en Rosario']);

  // The checker of accessibility is a script of its own.
  const seen = await visit('/es/upload/', { baseURL: server.origin, ...PHONE });
  expect(await violations(seen)).toEqual([]);
  await seen.locator('#file').setInputFiles({ name: 'mis-casos.xlsx', mimeType: '', buffer: Buffer.from(filled) });
  await seen.locator('button[value="read"]').click();
  await seen.getByText('¿Será «Argentina (ARG)»?').waitFor();
  expect(await violations(seen)).toEqual([]);
});
