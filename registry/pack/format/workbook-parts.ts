import { columnLetters } from './column-letters.ts';

export type Value = string | number | undefined;

export interface WorkbookSheet {
  name: string;
  columns: readonly { title: string; width: number }[];
  rows: readonly (readonly Value[])[];
}

/** Excel refuses longer texts in a cell. */
const CELL = 32_000;
/** Excel refuses longer names of sheets, and some signs in them. */
const SHEET_NAME = 31;
const REFUSED = /[\\/*?:[\]]/g;

/** The styles of cells, by their places in the list of styles. */
const [HEAD, TEXT, NUMBER] = [1, 2, 3];

const FORMATS = 'http://schemas.openxmlformats.org';
const RELATIONS = `${FORMATS}/officeDocument/2006/relationships`;
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const MAIN = `xmlns="${FORMATS}/spreadsheetml/2006/main"`;
const MORE = `xmlns:mc="${FORMATS}/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml"`;
const MAC = 'xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main"';
const LATER = `xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"`;
const RELATED = `xmlns:r="${RELATIONS}"`;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Numbers have a style of their own, which is there where a number is. */
const NUMBERS = '<xf applyAlignment="1"><alignment vertical="top"/></xf>';
const styles = (hasNumbers: boolean) =>
  `<?xml version="1.0" ?><styleSheet ${MAIN}><fonts count="2"><font><family val="2"/><scheme val="minor"/><color theme="1"/></font><font><family val="2"/><scheme val="minor"/><b/><color theme="1"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellXfs count="${hasNumbers ? 4 : 3}"><xf ></xf><xf fontId="1" applyFont="1"></xf><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>${hasNumbers ? NUMBERS : ''}</cellXfs></styleSheet>`;

/** The parts of a spreadsheet file by their names. Its first row stays in view. */
export function workbookParts(sheets: readonly WorkbookSheet[]): Record<string, string> {
  const texts = new Map<string, number>();
  const numberOf = (text: string) => {
    let number = texts.get(text);
    if (number === undefined) texts.set(text, (number = texts.size));
    return number;
  };
  const relation = (id: string | number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (xml: string, list: readonly string[]) =>
    `${xml}<Relationships xmlns="${FORMATS}/package/2006/relationships">${list.join('')}</Relationships>`;
  const pages = sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetPart(sheet, at, numberOf)] as const);
  return {
    '[Content_Types].xml': contentTypes(pages.map(([name]) => name)),
    '_rels/.rels': relations(XML, [relation('-workbook-1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/_rels/workbook.xml.rels': relations('<?xml version="1.0" ?>', [
      ...sheets.map((_sheet, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
      relation(sheets.length + 1, 'sharedStrings', 'sharedStrings.xml'),
      relation(sheets.length + 2, 'styles', 'styles.xml'),
    ]),
    'xl/workbook.xml': workbookPart(sheets),
    'xl/styles.xml': styles(sheets.some(({ rows }) => rows.some((row) => row.some((value) => typeof value === 'number')))),
    ...Object.fromEntries(pages),
    ...Object.fromEntries(sheets.map((_sheet, at) => [`xl/worksheets/_rels/sheet${at + 1}.xml.rels`, relations(XML, [])])),
    'xl/sharedStrings.xml': textsPart([...texts.keys()]),
  };
}

function contentTypes(pages: readonly string[]): string {
  const part = (name: string, type: string) => `<Override ContentType="${OFFICE}.${type}+xml" PartName="/${name}"/>`;
  const types = `<Default ContentType="application/xml" Extension="xml"/><Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>`;
  const parts = [
    part('xl/workbook.xml', 'sheet.main'),
    part('xl/sharedStrings.xml', 'sharedStrings'),
    part('xl/styles.xml', 'styles'),
    ...pages.map((name) => part(name, 'worksheet')),
  ];
  return `${XML}<Types xmlns="${FORMATS}/package/2006/content-types">${types}${parts.join('')}</Types>`;
}

function workbookPart(sheets: readonly WorkbookSheet[]): string {
  const names = sheets.map(({ name }, at) => {
    const shown = escaped(name.replaceAll(REFUSED, ' ').slice(0, SHEET_NAME)).replaceAll("'", '&apos;').replaceAll('"', '&quot;');
    return `<sheet r:id="rId${at + 1}" sheetId="${at + 1}" name="${shown}"/>`;
  });
  const views = '<workbookPr/><bookViews><workbookView/></bookViews>';
  return `${XML}<workbook ${MAIN} ${RELATED} ${MAC} ${MORE} ${LATER}>${views}<sheets>${names.join('')}</sheets><definedNames/><calcPr/></workbook>`;
}

/** A sheet, whose cells have the numbers of their texts. */
function sheetPart({ columns, rows }: WorkbookSheet, at: number, numberOf: (text: string) => number): string {
  const names = Array.from({ length: Math.max(columns.length, ...rows.map((row) => row.length)) }, (_none, column) =>
    columnLetters(column + 1),
  );
  const cell = (value: Value, column: number, row: number, style: number) => {
    if (value === undefined || value === '') return '';
    if (typeof value === 'number') return `<c r="${names[column]}${row}" s="${NUMBER}"><v>${value}</v></c>`;
    return `<c r="${names[column]}${row}" s="${style}" t="s"><v>${numberOf(literal(value))}</v></c>`;
  };
  const line = (values: readonly Value[], row: number, style: number) =>
    `<row r="${row}">${values.map((value, column) => cell(value, column, row, style)).join('')}</row>`;
  const widths = columns.map(
    ({ width }, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`,
  );
  const lines = [
    line(
      columns.map(({ title }) => title),
      1,
      HEAD,
    ),
    ...rows.map((row, index) => line(row, index + 2, TEXT)),
  ];
  const view = `<sheetViews><sheetView tabSelected="${at === 0 ? 1 : 0}" workbookViewId="0"><pane ySplit="1" xSplit="0" topLeftCell="A2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>`;
  return `<?xml version="1.0" ?><worksheet ${MAIN} ${MORE} ${MAC} ${RELATED} ${LATER}>${view}<cols>${widths.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** Each text once. */
function textsPart(texts: readonly string[]): string {
  const items = texts.map((text) => `<si><t${text.trim() === text ? '' : ' xml:space="preserve"'}>${escaped(text)}</t></si>`);
  return `<?xml version="1.0"?><sst ${MAIN}>${items.join('')}</sst>`;
}

/** What a text is in a cell: spreadsheets read "_x0041_" as an escaped letter, unless its first sign is escaped itself. */
const literal = (text: string): string => text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_').slice(0, CELL);

/** Signs that XML does not allow. */
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

const escaped = (text: string): string =>
  text.replaceAll(NOT_XML, '').replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('<', '&lt;');
