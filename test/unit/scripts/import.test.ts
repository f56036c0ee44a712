import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFile } from '#registry/import/open-file.ts';
import { compilePack } from '#registry/pack/compile.ts';
import type { Sheet } from '#registry/pack/document.ts';
import { sheetDocx } from '#registry/pack/format/docx.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { newRecordIds } from '#registry/submission/draft/new-record.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { fillSheet } from '../import/fill-sheet.ts';
import { fillWorkbook } from '../import/fill-template.ts';
import { onDisk, run } from './scratch.ts';

/** The sheet of the failed counter, with answers. */
async function filledSheet(answers: Record<string, string[]>): Promise<Uint8Array> {
  const { registry } = readRegistry(await readFixtureRegistry());
  const speaker = makeSpeaker(registry, registry.locales.get('pt')!);
  const made = { session: 'lunch-2027', siteUrl: 'https://a.example', version: 'draft', date: '2026-11-29' };
  const pack = compilePack({ registry, speaker, ...made, versionOf: ({ digest }) => digest });
  const sheet = pack.blocks.find((block) => block.type === 'sheet' && block.id === 'sheet-failed-and-says-why') as Sheet;
  return fillSheet(await sheetDocx(pack, sheet), answers);
}

const answers = {
  lab: ['Laboratorio de prueba'],
  summary: ['Nós tentaríamos ligar os sistemas antes.'],
  wouldTry: ['Não'],
  consent: ['Sim'],
  'lesson-systems-before-counters': ['Sim', 'Aqui também.'],
};

it('import writes a comment that the check finds in order, and counts it in the next pack', async () => {
  const folder = await onDisk(await readFixtureRegistry());
  await writeFile(join(folder, 'sheet.docx'), await filledSheet(answers));
  const ask = ['import', 'sheet.docx', '--language', 'pt', '--session', 'lunch-2027'];
  const dry = await run(folder, [...ask, '--dry-run']);
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toContain('wouldTry: no');
  const path = 'content/comments/failed-and-says-why-test-lab/index.md';
  expect(await run(folder, ask)).toEqual({ code: 0, stdout: `${path}\n`, stderr: '' });
  expect(await readFile(join(folder, path), 'utf8')).toContain('seen: Aqui também.');
  expect((await run(folder, ['check', '--strict'])).code).toBe(0);
  expect((await run(folder, ask)).stderr).toContain('There is a comment failed-and-says-why-test-lab already.');
  const [fromForm] = newRecordIds(
    { locale: 'pt', action: { new: 'comment' }, record: { case: 'failed-and-says-why', lab: 'test-lab' } } as never,
    undefined,
    () => false,
  );
  expect(path).toBe(`content/comments/${fromForm}/index.md`);
  const compile = ['session', 'compile', 'lunch-2027', '--locale', 'pt', '--format', 'md', '--out', 'out'];
  expect((await run(folder, compile)).code).toBe(0);
  expect(await readFile(join(folder, 'out/lunch-2027-pt.md'), 'utf8')).toContain('Vale aqui: 1 sim, 0 depende, 0 não');
});

it('import names what it cannot read by table and row, writes nothing then, and refuses what is no sheet', async () => {
  const folder = await onDisk(await readFixtureRegistry());
  await writeFile(join(folder, 'sheet.docx'), await filledSheet({ ...answers, wouldTry: ['talvez'] }));
  const { code, stdout, stderr } = await run(folder, ['import', 'sheet.docx', '--language', 'es']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^Tabla 1, fila 4, «¿Lo intentaría\? Sí, en parte o no»: «talvez» .* Puede ser: Sí; En parte; No\.\n$/);
  await writeFile(join(folder, 'macro.docx'), 'no zip');
  expect(await run(folder, ['import', 'macro.docx'])).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^macro\.docx: (?:Esto no es|This is neither) .*\n$/) as string,
  });
});

it('a workbook of cases becomes records with ids of their own; what is to be mended is told, and written beside each row', async () => {
  const folder = await onDisk(await readFixtureRegistry());
  expect(await run(folder, ['template', 'case', '--locale', 'pt', '--format', 'xlsx'])).toEqual({
    code: 0,
    stdout: 'case-pt.xlsx\n',
    stderr: '',
  });
  const row = {
    ...{
      title: 'Senha por telefone',
      problem: 'Como evitar a fila?',
      summary: 'Abriu-se uma linha.',
      'places.1.country': 'Brasil',
    },
    ...{ level: 'national', otherChallenge: 'Filas', sectors: 'education', 'consent.license': 'sim', firstHand: 'sim' },
    ...{ 'organisation.name': 'Prefeitura de Teste', 'organisation.type': 'ministry' },
  };
  const empty = await readFile(join(folder, 'case-pt.xlsx'));
  const [cases, lessons] = openFile(empty).tables.map(({ name }) => name!);
  const keys = ['1', '2', '3'];
  const filled = await fillWorkbook(empty, {
    [cases!]: keys.map((key) => ({ ...row, case: key, level: key === '2' ? 'galáxia' : 'national' })),
    [lessons!]: keys.map((key) => ({ case: key, 'lessons.kind': 'Funciona', 'lessons.text': 'Uma linha serve.' })),
  });
  await writeFile(join(folder, 'casos.xlsx'), filled);
  const ask = ['import', 'casos.xlsx', '--language', 'pt', '--marked', 'corrigir.xlsx'];
  expect(await run(folder, [...ask.slice(0, 4), '--dry-run'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('title: Senha por telefone'),
  });
  const { code, stdout, stderr } = await run(folder, ask);
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: ['senha-por-telefone', 'senha-por-telefone-2'].map((id) => `content/cases/bra/brazil-${id}/index.md\n`).join(''),
  });
  expect(stderr).toMatch(/linha \d, coluna H, .*“galáxia”/);
  expect(
    openFile(await readFile(join(folder, 'corrigir.xlsx'))).tables[0]!.rows.map(({ cells }) => cells.at(-1)!.text),
  ).toContainEqual(expect.stringContaining('“galáxia”'));
});
