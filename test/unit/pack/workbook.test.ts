import { XMLParser } from 'fast-xml-parser';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Value, workbook } from '#registry/pack/format/workbook.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  processEntities: true,
  isArray: (name) => ['si', 'row', 'c', 'sheet'].includes(name),
});

interface Cell {
  r: string;
  t?: string;
  v: string;
}

/** The cells of the first sheet by their names, and the names of all sheets. */
function readWorkbook(bytes: Uint8Array) {
  const parts = unzipSync(bytes);
  const part = (name: string) => parser.parse(new TextDecoder().decode(parts[name])) as Record<string, never>;
  const texts = (part('xl/sharedStrings.xml') as unknown as { sst: { si: { t: string | { '#text': string } }[] } }).sst.si.map(
    ({ t }) => (typeof t === 'string' ? t : t['#text']),
  );
  const { worksheet } = part('xl/worksheets/sheet1.xml') as unknown as { worksheet: { sheetData: { row: { c?: Cell[] }[] } } };
  const cells = worksheet.sheetData.row.flatMap(({ c = [] }) => c);
  const { sheet } = (part('xl/workbook.xml') as unknown as { workbook: { sheets: { sheet: { name: string }[] } } }).workbook
    .sheets;
  return {
    names: sheet.map(({ name }) => name),
    cells: Object.fromEntries(cells.map(({ r, t, v }) => [r, t === 's' ? texts[Number(v)] : Number(v)])),
    parts: Object.keys(parts),
  };
}

const sheet = (name: string, rows: Value[][]) => ({
  name,
  columns: rows[0]!.map((_, at) => ({ title: `T${at}`, width: 10 })),
  rows,
});

test('what is written is read again: numbers, texts with signs of XML and blanks, and nothing where there is nothing', async () => {
  const rows = [
    ['=1+1', 2.5, undefined, ''],
    [' <b>&amp;\n"x" ', -3, '_x0041_', 'a\u0000b\ud800c'],
    ['=1+1', 0, 'ñ😀', 'x'.repeat(40_000)],
  ];
  const { cells, names } = readWorkbook(await workbook([sheet('Uno: a/b [c]', rows), sheet('Dos', [[1]])], '2026-11-29'));
  expect(names).toEqual(['Uno  a b  c ', 'Dos']);
  expect(cells).toEqual({
    ...{ A1: 'T0', B1: 'T1', C1: 'T2', D1: 'T3', A2: '=1+1', B2: 2.5 },
    ...{ A3: ' <b>&amp;\n"x" ', B3: -3, C3: '_x005F_x0041_', D3: 'abc' },
    ...{ A4: '=1+1', B4: 0, C4: 'ñ😀', D4: 'x'.repeat(32_000) },
  });
});

test('columns have the names that spreadsheets give them, beyond the alphabet and the titles too', async () => {
  const { cells } = readWorkbook(
    await workbook(
      [{ ...sheet('A', [Array.from({ length: 703 }, (_, at) => at)]), columns: [{ title: 'One', width: 9 }] }],
      '2026-11-29',
    ),
  );
  expect([cells['Z2'], cells['AA2'], cells['AZ2'], cells['BA2'], cells['ZZ2'], cells['AAA2']]).toEqual([
    25, 26, 51, 52, 701, 702,
  ]);
});

test('the bytes follow from the content', async () => {
  const make = async (text: string) => Buffer.from(await workbook([sheet('A', [[text]])], '2026-11-29')).toString('hex');
  expect(await make('a')).toBe(await make('a'));
  expect(await make('a')).not.toBe(await make('b'));
});
