import { xmlDocument, xmlElement as e, xmlText } from '../../content/xml.ts';
import { columnLetters } from './column-letters.ts';
import { RELATION, relationsPart, SPREADSHEET, typesPart } from './office-parts.ts';
import { zipParts } from './settle-zip.ts';

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

/** A spreadsheet file: texts are texts, and none is a formula; its first row stays in view. Nothing of when it was made is in it. */
export function workbook(sheets: readonly WorkbookSheet[], mend: (parts: Record<string, string>) => void = () => {}): Uint8Array {
  const texts = new Map<string, number>();
  const made = sheets.map((sheet, index) => sheetPart(sheet, texts, index === 0));
  const nameOf = (index: number) => `worksheets/sheet${index + 1}.xml`;
  const to = (type: string, target: string) => ({ type: `${RELATION}/${type}`, target });
  const parts: Record<string, string> = {
    '[Content_Types].xml': typesPart([
      ['/xl/workbook.xml', `${CONTENT}.sheet.main+xml`],
      ['/xl/sharedStrings.xml', `${CONTENT}.sharedStrings+xml`],
      ['/xl/styles.xml', `${CONTENT}.styles+xml`],
      ...sheets.map((_sheet, index) => [`/xl/${nameOf(index)}`, `${CONTENT}.worksheet+xml`] as const),
    ]),
    '_rels/.rels': relationsPart([to('officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': listOfSheets(sheets),
    'xl/_rels/workbook.xml.rels': relationsPart([
      ...sheets.map((_sheet, index) => to('worksheet', nameOf(index))),
      to('sharedStrings', 'sharedStrings.xml'),
      to('styles', 'styles.xml'),
    ]),
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${SPREADSHEET}">${Array.from(texts.keys(), textItem).join('')}</sst>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(made.map((part, index) => [`xl/${nameOf(index)}`, part])),
  };
  mend(parts);
  return zipParts(parts);
}

const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

const listOfSheets = (sheets: readonly WorkbookSheet[]): string =>
  xmlDocument(
    e(
      'workbook',
      { xmlns: SPREADSHEET, 'xmlns:r': RELATION },
      e('bookViews', {}, e('workbookView', {})),
      e(
        'sheets',
        {},
        ...sheets.map(({ name }, index) =>
          e('sheet', {
            name: name.replaceAll(REFUSED, ' ').slice(0, SHEET_NAME),
            sheetId: String(index + 1),
            'r:id': `rId${index + 1}`,
          }),
        ),
      ),
    ),
  );

/** How a cell looks, by its place in the list below. */
const [TITLE, TEXT, NUMBER] = [1, 2, 3];
const STYLES = [
  `${HEAD}<styleSheet xmlns="${SPREADSHEET}">`,
  '<fonts count="2"><font><family val="2"/><scheme val="minor"/></font><font><b/><family val="2"/><scheme val="minor"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>',
  '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf applyAlignment="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>',
].join('');

/** A sheet as XML, put together as text: the tables of a registry have some hundred thousand cells. */
function sheetPart({ columns, rows }: WorkbookSheet, texts: Map<string, number>, isFirst: boolean): string {
  const numberOf = (text: string) => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  const letters = Array.from({ length: Math.max(columns.length, ...rows.map((row) => row.length)) }, (_none, index) =>
    columnLetters(index + 1),
  );
  const cell = (value: Value, name: string, style: number) => {
    if (value === undefined || value === '') return '';
    if (typeof value === 'number') return `<c r="${name}" s="${NUMBER}"><v>${value}</v></c>`;
    return `<c r="${name}" s="${style}" t="s"><v>${numberOf(value.slice(0, CELL))}</v></c>`;
  };
  const row = (values: readonly Value[], number: number, style: number) =>
    `<row r="${number}">${values.map((value, at) => cell(value, `${letters[at]}${number}`, style)).join('')}</row>`;
  return [
    `${HEAD}<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>',
    ...columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`),
    '</cols><sheetData>',
    row(
      columns.map(({ title }) => title),
      1,
      TITLE,
    ),
    ...rows.map((values, at) => row(values, at + 2, TEXT)),
    '</sheetData></worksheet>',
  ].join('');
}

/** Spreadsheets read "_x0041_" as an escaped letter, unless its first sign is escaped itself. */
const textItem = (text: string): string =>
  `<si><t xml:space="preserve">${xmlText(text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_'))}</t></si>`;
