import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { commentSchema } from '#registry/comment/schema.ts';
import { readCommentSheets } from '#registry/import/comment-sheet.ts';
import { FileRefused } from '#registry/import/file-refused.ts';
import { openParts } from '#registry/import/gate.ts';
import { openFile } from '#registry/import/open-file.ts';
import { readWordTables } from '#registry/import/word-tables.ts';
import type { Sheet } from '#registry/pack/document.ts';
import { packDocx, sheetDocx } from '#registry/pack/format/docx.ts';
import { packIn } from '../pack/example.ts';
import { registry } from '../../real-content.ts';
import { readFile } from 'node:fs/promises';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { fillSheet } from './fill-sheet.ts';

const pack = packIn('es');
const sheet = pack.blocks.find((block) => block.type === 'sheet' && block.id === 'sheet-peru-mesas-ejecutivas') as Sheet;
const word = await sheetDocx(pack, sheet);

const FULL = {
  lab: ['Lo que funciona'],
  summary: ['Lo intentaríamos sin subsidios.'],
  wouldTry: ['En parte'],
  obstacles: ['No hay equipo.'],
  consent: ['sí'],
  'lesson-no-subsidies': ['Sim', 'También acá.'],
  'lesson-changing-ministers': ['it depends', ''],
};

test('what a lab writes into a Word sheet comes back as a comment, in the words of any of our languages', () => {
  const [read, ...more] = readCommentSheets(openFile(fillSheet(word, FULL)), registry);
  expect(more).toEqual([]);
  expect(read!.findings).toEqual([]);
  expect(read!.data).toEqual({
    case: 'peru-mesas-ejecutivas',
    version: registry.cases.get('peru-mesas-ejecutivas')!.digest,
    lab: 'lo-que-funciona',
    summary: 'Lo intentaríamos sin subsidios.',
    wouldTry: 'in-part',
    obstacles: 'No hay equipo.',
    consent: true,
    lessons: [
      { id: 'no-subsidies', holds: 'yes', seen: 'También acá.' },
      { id: 'changing-ministers', holds: 'depends' },
    ],
  });
  const record = { language: 'es', ...read!.data, received: { on: '2026-11-29', door: 'word' } };
  expect(commentSchema.safeParse(record).error).toBeUndefined();
});

test('a sheet that LibreOffice has saved again says what was written into it', async () => {
  const fixtures = readRegistry(await readFixtureRegistry()).registry;
  const saved = await readFile('test/fixtures/office/comment-by-libreoffice.docx');
  const [read, ...more] = readCommentSheets(openFile(saved), fixtures);
  expect(more).toEqual([]);
  expect(read!.findings).toEqual([]);
  expect(read!.data).toMatchObject({
    case: 'worked-with-citations',
    lab: 'test-lab',
    summary: 'Tentaríamos com duas escolas.',
    wouldTry: 'in-part',
    adapt: 'Um cardápio por região.',
    obstacles: 'Não há cozinha.',
    consent: true,
    lessons: [
      { id: 'one-menu', holds: 'yes', seen: 'Aqui também baixou o preço.' },
      { id: 'kitchens-first', holds: 'depends' },
    ],
  });
});

test('of a whole pack only the sheets that have answers are read, each with its case', async () => {
  const filled = fillSheet(await packDocx(pack), {
    wouldTry: ['No'],
    lab: ['lo-que-funciona'],
    summary: ['No.'],
    consent: ['yes'],
  });
  const read = readCommentSheets(openFile(filled), registry);
  expect(read.map(({ data }) => data['case'])).toEqual(
    registry.sessions.get('2027-mesas')!.facts.selection.cases.map((each) => each.case),
  );
  expect(readCommentSheets(openFile(await packDocx(pack)), registry)).toEqual([]);
});

test('what cannot be read is named by table, row and field, with what was meant', () => {
  const answers = {
    ...FULL,
    lab: ['Laboratorio de nadie'],
    wouldTry: ['quizás'],
    consent: ['no'],
    'lesson-no-subsidies': ['tal vez', ''],
  };
  const [read] = readCommentSheets(openFile(fillSheet(word, answers)), registry);
  expect(read!.findings.map(({ code, table, row, field, given }) => [code, table, row, field, given])).toEqual([
    ['lab-unknown', 1, 2, 'lab', 'Laboratorio de nadie'],
    ['answer-unknown', 1, 4, 'wouldTry', 'quizás'],
    ['answer-unknown', 1, 8, 'consent', 'no'],
    ['answer-unknown', 2, 3, 'lesson-no-subsidies', 'tal vez'],
  ]);
  expect(read!.findings[1]!.suggestion).toBe('yes, in-part, no');
  expect(read!.data['summary']).toBe(FULL.summary[0]);
});

test('what a comment needs and the sheet does not say, and what is longer than a comment has it, is named', () => {
  const { summary: _, ...others } = FULL;
  const long = (most: number) => 'a'.repeat(most + 1);
  const [read] = readCommentSheets(
    openFile(
      fillSheet(word, { ...others, adapt: [long(400)], obstacles: [long(399)], 'lesson-no-subsidies': ['yes', long(300)] }),
    ),
    registry,
  );
  expect(read!.findings.map(({ code, field }) => [code, field])).toEqual([
    ['answer-missing', 'summary'],
    ['answer-too-long', 'adapt'],
    ['answer-too-long', 'lesson-no-subsidies'],
  ]);
});

describe('a hostile file is refused with a code, in a moment', () => {
  const parts = unzipSync(word);
  const with_ = (more: Zippable) => zipSync({ ...parts, ...more }, { level: 1 });
  const document = (xml: string) => with_({ 'word/document.xml': strToU8(`<w:document>${xml}</w:document>`) });
  const relation = (target: string) =>
    with_({
      'word/_rels/document.xml.rels': strToU8(
        `<Relationships><Relationship Id="a" Type="http://x/image" Target="${target}" TargetMode="External"/></Relationships>`,
      ),
    });
  const FILES: Record<string, [code: string, make: () => Uint8Array]> = {
    'a hundred megabytes in one paragraph': ['inflates-too-large', () => document(`<w:t>${'a'.repeat(100_000_000)}</w:t>`)],
    'four hundred thousand paragraphs': [
      'inflates-too-large',
      () => document('<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(400_000)),
    ],
    'forty thousand nested tables': [
      'too-deep',
      () => document('<w:tbl><w:tr><w:tc>'.repeat(40_000) + '</w:tc></w:tr></w:tbl>'.repeat(40_000)),
    ],
    'an entity of the outside': [
      'doctype',
      () => with_({ 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>') }),
    ],
    'a billion laughs': [
      'doctype',
      () => with_({ 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>') }),
    ],
    'a macro': ['macro-or-embedded', () => with_({ 'word/vbaProject.bin': strToU8('x') })],
    'a document of macros by its type': [
      'macro-or-embedded',
      () =>
        with_({
          '[Content_Types].xml': strToU8(
            '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
          ),
        }),
    ],
    'a part above its folder': ['bad-part-name', () => with_({ '../outside.xml': strToU8('x') })],
    'a picture from elsewhere': ['external-part', () => relation('http://evil.example/x.png')],
    'a picture from elsewhere, whose element has a prefix': [
      'external-part',
      () =>
        with_({
          'word/_rels/document.xml.rels': strToU8(
            '<r:Relationships><r:Relationship Id="a" Type="http://x/image" Target="http://evil.example/x.png" TargetMode=\'External\'/></r:Relationships>',
          ),
        }),
    ],
    'a thousand parts': [
      'too-many-parts',
      () => with_(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`p${index}.xml`, strToU8('x')]))),
    ],
    'five hundred rows': ['too-many-rows', () => document(`<w:tbl>${'<w:tr><w:tc><w:p/></w:tc></w:tr>'.repeat(500)}</w:tbl>`)],
    'a cell of a hundred thousand letters': [
      'text-too-long',
      () => document(`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>${'a'.repeat(100_000)}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`),
    ],
    'no document at all': ['not-a-document', () => strToU8('%PDF-1.7')],
    'a document with a password, or of before 2007': ['locked-or-old', () => strToU8('ÐÏ\u0011à¡±\u001aá…', true)],
    'a document that was cut short': ['not-xml', () => word.subarray(0, word.length - 100)],
    'nothing but the beginning': ['not-xml', () => strToU8('PK\u0003\u0004')],
    'broken XML': ['not-xml', () => document('<w:p></w:q>')],
  };
  test.each(Object.keys(FILES))('%s', (name) => {
    const [code, make] = FILES[name]!;
    const bytes = make();
    const before = process.memoryUsage().rss;
    let refused: unknown;
    try {
      readCommentSheets(openFile(bytes), registry);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(FileRefused);
    expect((refused as FileRefused).code).toBe(code);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('and a file that a person made is not', () => {
    expect(openParts(word).has('word/document.xml')).toBe(true);
    expect(readWordTables(openParts(word).get('word/document.xml')!).tables.length).toBe(2);
  });
});
