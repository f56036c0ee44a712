import { zipSync } from 'fflate';
import { columnLetters } from './column-letters.ts';
import { NO_TIME } from './settle-zip.ts';

/** Excel refuses longer texts in a cell. */
const CELL = 32_000;
/** Excel refuses longer names of sheets, and some signs in them. */
const SHEET_NAME = 31;
const REFUSED = /[\\/*?:[\]]/g;

export type Value = string | number | undefined;

export interface WorkbookSheet {
  name: string;
  columns: readonly { title: string; width: number }[];
  rows: readonly (readonly Value[])[];
}

/** The looks of cells, by their places in the list of styles: a title, a text, a number. */
const [TITLE, TEXT, NUMBER] = [1, 2, 3] as const;

/**
 * A spreadsheet file made on `date` and at no other time: texts are texts, and none is a formula; its first row stays in view. `mend` changes its parts.
 * Written here, sign by sign: tables of ten thousand cases have a million cells, and no tree of them is built.
 */
export function workbook(
  sheets: readonly WorkbookSheet[],
  date: string,
  mend: (parts: Record<string, string>) => void = () => undefined,
): Uint8Array {
  const texts = new Map<string, number>();
  const placeOf = (text: string) => {
    let place = texts.get(text);
    if (place === undefined) texts.set(text, (place = texts.size));
    return place;
  };
  const written = sheets.map((sheet) => writeSheet(sheet, placeOf));
  const parts: [name: string, xml: string][] = [
    ['[Content_Types].xml', typesOf(sheets.length)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']], [PROPERTIES])],
    ['docProps/core.xml', coreProperties(date)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
        ['sharedStrings', 'sharedStrings.xml'],
        ['styles', 'styles.xml'],
      ]),
    ],
    [
      'xl/sharedStrings.xml',
      `<sst xmlns="${MAIN}">${Array.from(texts.keys(), (text) => `<si><t xml:space="preserve">${letters(text)}</t></si>`).join('')}</sst>`,
    ],
    ['xl/styles.xml', STYLES],
    ['xl/workbook.xml', listOf(sheets)],
    ...written.map((xml, at): [string, string] => [`xl/worksheets/sheet${at + 1}.xml`, xml]),
  ];
  const files = Object.fromEntries(parts.map(([name, xml]) => [name, HEAD + xml]));
  mend(files);
  const encoder = new TextEncoder();
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, xml]) => [name, [encoder.encode(xml), { mtime: NO_TIME, level: 6 }] as const]),
    ),
  );
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PROPERTIES = `<Relationship Id="core" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`;

const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function writeSheet({ columns, rows }: WorkbookSheet, placeOf: (text: string) => number): string {
  const names: string[] = [];
  // Rows may be longer than the list of titles.
  const nameOf = (at: number) => (names[at] ??= columnLetters(at + 1));
  const textCell = (text: string, at: number, row: number, style: number) =>
    `<c r="${nameOf(at)}${row}" s="${style}" t="s"><v>${placeOf(text.slice(0, CELL))}</v></c>`;
  const cell = (value: Value, at: number, row: number) => {
    if (value === undefined || value === '') return '';
    if (typeof value === 'number') return `<c r="${nameOf(at)}${row}" s="${NUMBER}"><v>${value}</v></c>`;
    return textCell(value, at, row, TEXT);
  };
  const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const head = columns.map(({ title }, at) => textCell(title, at, 1, TITLE)).join('');
  const body = rows.map(
    (row, at) => `<row r="${at + 2}">${row.map((value, column) => cell(value, column, at + 2)).join('')}</row>`,
  );
  const view =
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';
  return `<worksheet xmlns="${MAIN}"><sheetViews>${view}</sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${head}</row>${body.join('')}</sheetData></worksheet>`;
}

function listOf(sheets: readonly WorkbookSheet[]): string {
  const all = sheets.map(({ name }, at) => {
    const allowed = letters(name.replaceAll(REFUSED, ' ').slice(0, SHEET_NAME));
    return `<sheet name="${allowed}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`;
  });
  return `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><bookViews><workbookView/></bookViews><sheets>${all.join('')}</sheets></workbook>`;
}

const relations = (targets: readonly (readonly [type: string, target: string])[], more: readonly string[] = []): string => {
  const all = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${DOCUMENT}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${[...all, ...more].join('')}</Relationships>`;
};

function typesOf(sheets: number): string {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = [
    ['/xl/workbook.xml', `${spreadsheet}.sheet.main+xml`],
    ['/xl/sharedStrings.xml', `${spreadsheet}.sharedStrings+xml`],
    ['/xl/styles.xml', `${spreadsheet}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...Array.from({ length: sheets }, (_, at) => [`/xl/worksheets/sheet${at + 1}.xml`, `${spreadsheet}.worksheet+xml`]),
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`);
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join('')}</Types>`;
}

function coreProperties(date: string): string {
  const at = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`;
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${at('created')}${at('modified')}</cp:coreProperties>`;
}

/** Signs that XML does not allow, even escaped. */
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as XML has it. Spreadsheets read "_x0041_" as an escaped letter, unless its first sign is escaped itself. */
const letters = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(NO_XML, '')
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign]!);
