import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compilePack } from '#registry/pack/compile.ts';
import type { Sheet } from '#registry/pack/document.ts';
import { sheetDocx } from '#registry/pack/format/docx.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { fillSheet } from '../import/fill-sheet.ts';
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
  const compile = ['session', 'compile', 'lunch-2027', '--locale', 'pt', '--format', 'md', '--out', 'out'];
  expect((await run(folder, compile)).code).toBe(0);
  expect(await readFile(join(folder, 'out/lunch-2027-pt.md'), 'utf8')).toContain('Vale aqui: 1 sim, 0 depende, 0 não');
});

it('import names what it cannot read by table and row, writes nothing then, and refuses what is no sheet', async () => {
  const folder = await onDisk(await readFixtureRegistry());
  await writeFile(join(folder, 'sheet.docx'), await filledSheet({ ...answers, wouldTry: ['talvez'] }));
  const { code, stdout, stderr } = await run(folder, ['import', 'sheet.docx', '--language', 'pt']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  const line = 4;
  expect(stderr).toBe(`table 1, row ${line}, wouldTry: answer-unknown "talvez" (yes, in-part, no?)\n`);
  await writeFile(join(folder, 'macro.docx'), 'no zip');
  expect(await run(folder, ['import', 'macro.docx'])).toMatchObject({
    code: 3,
    stderr: 'macro.docx is refused: not-a-document.\n',
  });
});
