import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FileRefused } from '#registry/import/file-refused.ts';
import { openFile } from '#registry/import/open-file.ts';

interface Made {
  /** The rows of the first sheet, as XML. */
  rows?: string;
  after?: string;
  sheets?: string;
  styles?: string;
  shared?: string;
  workbook?: string;
  more?: Record<string, Uint8Array>;
}

/** A workbook of these parts. */
const workbookOf = ({ rows = '', after = '', sheets, styles = '', shared = '', workbook = '', more = {} }: Made): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<workbook>${workbook}<sheets>${sheets ?? '<sheet name="Uno" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    ),
    'xl/styles.xml': strToU8(`<styleSheet>${styles}</styleSheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst>${shared}</sst>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`),
    'xl/worksheets/sheet2.xml': strToU8('<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>'),
    ...more,
  });
const cellsOf = (made: Made) =>
  openFile(workbookOf(made)).tables[0]!.rows.map(({ number, cells }) => [number, ...cells.map(({ text }) => text)]);

test('a cell says what a person reads in it: days, months, years, shares, numbers, texts, yes and no', () => {
  const styles = `<numFmts><numFmt numFmtId="164" formatCode="dd&quot; de &quot;mmmm&quot; de &quot;yyyy"/><numFmt numFmtId="165" formatCode="[$-C0A]mmm yyyy"/><numFmt numFmtId="166" formatCode="yyyy"/><numFmt numFmtId="167" formatCode="0.0%"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>`;
  const numbers = [
    [43525],
    [43525.75, 1],
    [43525, 2],
    [43525, 3],
    [43525, 4],
    [0.125, 5],
    [1.234],
    ['1.1000000000000001'],
    [1e6],
  ];
  const rows = `<row r="2">${numbers.map(([value, style = 0]) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row>
    <row r="4"><c r="B4" t="s"><v>0</v></c><c r="C4" t="inlineStr"><is><t>dos</t></is></c><c r="D4" t="b"><v>1</v></c><c r="E4" t="str"><v>uno_x000D_
dos</v></c></row>`;
  const shared = '<si><r><t xml:space="preserve">Sa</t></r><r><t>lud</t></r><rPh><t>no</t></rPh></si>';
  expect(cellsOf({ styles, rows, shared })).toEqual([
    [2, '43525', '2019-03-01', '2019-03-01', '2019-03', '2019', '12.5', '1.2340', '1.1', '1000000'],
    [4, '', 'Salud', 'dos', 'yes', 'uno\ndos'],
  ]);
  expect(cellsOf({ styles, workbook: '<workbookPr date1904="1"/>', rows: '<row><c s="1"><v>42063</v></c></row>' })).toEqual([
    [1, '2019-03-01'],
  ]);
});

test('cells merged down a column all say the same; along a row the first alone; hidden sheets are not read', () => {
  const rows = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>';
  expect(cellsOf({ rows, after: '<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B1:C1"/></mergeCells>' })).toEqual([
    [1, 'a', '1'],
    [2, 'a', '2'],
  ]);
  const sheets = '<sheet name="Uno" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Dos" sheetId="2" r:id="rId2"/>';
  expect(openFile(workbookOf({ rows, sheets })).tables.map(({ name }) => name)).toEqual(['Dos']);
});

test('row 17: areas that were merged over each other count as what is read of them', () => {
  const rows = Array.from({ length: 500 }, (_, row) => `<row r="${row + 1}"><c r="A${row + 1}"><v>1</v></c></row>`).join('');
  const merged = '<mergeCell ref="A1:A500"/>'.repeat(1_000);
  expect(() => openFile(workbookOf({ rows, after: `<mergeCells>${merged}</mergeCells>` }))).toThrow(
    new FileRefused('too-many-rows'),
  );
});

test('row 17: an address that a document names once and links to in each word is not written out in each', () => {
  const link = (length: number) => `https://example.org/${'a'.repeat(length)}`;
  const words = '<w:hyperlink r:id="r1"><w:r><w:t>x</w:t></w:r></w:hyperlink>'.repeat(100);
  const markdownWith = (target: string) =>
    openFile(
      zipSync({
        '[Content_Types].xml': strToU8('<Types/>'),
        'word/document.xml': strToU8(`<w:document><w:p>${words}</w:p></w:document>`),
        'word/_rels/document.xml.rels': strToU8(`<Relationships><Relationship Id="r1" Target="${target}"/></Relationships>`),
      }),
    ).paragraphs[0]!.markdown;
  expect(markdownWith(link(1_000)).length).toBeGreaterThan(100_000);
  expect(markdownWith(link(100_000))).toBe('x'.repeat(100));
});

test('a formula is no value, and an error is none', () => {
  const rows = '<row r="1"><c r="A1"><f>HYPERLINK("http://evil.example")</f><v>3</v></c><c r="B1" t="e"><v>#N/A</v></c></row>';
  expect(openFile(workbookOf({ rows })).tables[0]!.rows[0]!.cells).toEqual([
    { text: '', trouble: 'cell-formula' },
    { text: '', trouble: 'cell-error' },
  ]);
});

describe('a hostile workbook is refused with a code, and takes no memory', () => {
  const cell = (reference: string) => `<row><c r="${reference}" t="str"><v>x</v></c></row>`;
  const relation = (target: string) => ({
    'xl/worksheets/_rels/sheet1.xml.rels': strToU8(
      `<Relationships><Relationship Id="a" Type="http://x/${target}" Target="http://evil.example/" TargetMode="External"/></Relationships>`,
    ),
  });
  const long = 'a'.repeat(30_000);
  const FILES: Record<string, [code: string, made: () => Made]> = {
    'three hundred thousand rows': [
      'inflates-too-large',
      () => ({ rows: '<row r="1"><c t="str"><v>x</v></c></row>'.repeat(300_000) }),
    ],
    'two hundred thousand empty cells': ['too-many-rows', () => ({ rows: `<row>${'<c s="1"/>'.repeat(200_000)}</row>` })],
    'the last cell that there is': ['outside', () => ({ rows: cell('XFD1048576') })],
    'a cell beyond all columns': ['outside', () => ({ rows: cell('ZZZZZZ1') })],
    'a row of that number': ['outside', () => ({ rows: '<row r="99999999999"><c t="str"><v>x</v></c></row>' })],
    'a long text, thirty thousand times': [
      'text-too-long',
      () => ({ shared: `<si><t>${long}</t></si>`, rows: `<row>${'<c t="s"><v>0</v></c>'.repeat(60)}</row>`.repeat(500) }),
    ],
    'a text longer than any cell': ['text-too-long', () => ({ rows: `<row><c t="str"><v>${long}${long}</v></c></row>` })],
    'a billion laughs': [
      'doctype',
      () => ({ more: { 'xl/sharedStrings.xml': strToU8('<!DOCTYPE a [<!ENTITY b "ha">]><sst><si><t>&b;</t></si></sst>') } }),
    ],
    'a macro': ['macro-or-embedded', () => ({ more: { 'xl/vbaProject.bin': strToU8('x') } })],
    'another workbook that it asks for': ['external-part', () => ({ more: relation('externalLinkPath') })],
    'a hundred sheets': ['too-many-tables', () => ({ sheets: '<sheet name="x" r:id="rId1"/>'.repeat(100) })],
    'broken XML': ['not-xml', () => ({ rows: '<row></c>' })],
  };
  test.each(Object.keys(FILES))('%s', (name) => {
    const [code, made] = FILES[name]!;
    const bytes = workbookOf(made());
    const before = process.memoryUsage().rss;
    let refused: unknown;
    try {
      openFile(bytes);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(FileRefused);
    expect((refused as FileRefused).code).toBe(code);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('also a zip of something else, and a link of the web is none of that', () => {
    expect(() => openFile(zipSync({ '[Content_Types].xml': strToU8('<Types/>') }))).toThrow(FileRefused);
    expect(openFile(workbookOf({ rows: cell('A1'), more: relation('hyperlink') })).tables).toHaveLength(1);
  });
});
