import { FileRefused } from './file-refused.ts';
import type { FileCell, FileRow, FileTable } from './file-tables.ts';
import { type CellFormat, cellFormat, numberText } from './number-format.ts';
import { readRelations } from './relations.ts';
import { readLocalXml } from './xml.ts';

/** Letters of one cell (Excel's own limit) and of all; `marks` are rows and cells of any kind, also empty ones. */
const WORKBOOK_LIMITS = { sheets: 30, rows: 500, columns: 60, cell: 32_767, letters: 4_000_000, marks: 120_000 } as const;

const WORKBOOK = 'xl/workbook.xml';

/** The sheets of a workbook that a person sees, in their order: the values of cells as texts. Nothing is calculated. */
export function readWorkbook(parts: ReadonlyMap<string, string>): FileTable[] {
  const { sheets, from1904 } = readSheetList(parts.get(WORKBOOK) ?? '<none/>');
  if (sheets.length > WORKBOOK_LIMITS.sheets) throw new FileRefused('too-many-tables');
  const targets = new Map(readRelations(parts.get('xl/_rels/workbook.xml.rels')).map(({ id, target }) => [id, target]));
  const shared = readSharedTexts(parts.get('xl/sharedStrings.xml') ?? '<none/>');
  const formats = readFormats(parts.get('xl/styles.xml') ?? '<none/>');
  const read = { letters: 0, marks: 0 };
  return sheets.flatMap(({ name, relation }) => {
    const target = targets.get(relation) ?? '';
    const text = parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    return text === undefined ? [] : [{ name, rows: readRows(text, { shared, formats, from1904, read }) }];
  });
}

function readSheetList(xml: string): { sheets: { name: string; relation: string }[]; from1904: boolean } {
  const sheets: { name: string; relation: string }[] = [];
  let from1904 = false;
  readLocalXml(xml, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      // A sheet that is hidden is none that a person means to send.
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible')
        sheets.push({ name: attributes['name'] ?? '', relation: attributes['r:id'] ?? '' });
    },
  });
  return { sheets, from1904 };
}

function readSharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let [isText, sounds] = [false, 0];
  readLocalXml(xml, {
    open(name) {
      if (name === 'si') texts.push('');
      if (name === 'rPh') sounds++;
      isText = name === 't' && sounds === 0;
    },
    text(part) {
      if (isText && texts.length > 0) texts[texts.length - 1] += part;
    },
    close(name) {
      if (name === 'rPh') sounds--;
      isText = false;
    },
  });
  return texts.map(unescaped);
}

/** How numbers are shown, by the style of their cell. */
function readFormats(xml: string): CellFormat[] {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  let isOfCells = false;
  readLocalXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isOfCells = true;
      if (name !== 'xf' || !isOfCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      formats.push(cellFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return formats;
}

interface Reading {
  shared: readonly string[];
  formats: readonly CellFormat[];
  from1904: boolean;
  /** What was read of the whole workbook. */
  read: { letters: number; marks: number };
}

interface OpenCell {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

function readRows(xml: string, { shared, formats, from1904, read }: Reading): FileRow[] {
  const rows = new Map<number, FileCell[]>();
  const merged: string[] = [];
  let [row, column] = [0, 0];
  let cell: OpenCell | undefined;
  let isValue = false;
  const count = () => {
    if (++read.marks > WORKBOOK_LIMITS.marks) throw new FileRefused('too-many-rows');
  };
  const keep = (of: OpenCell) => {
    const found = cellOf(of, shared, formats, from1904);
    if (found.text === '' && !found.trouble) return;
    if (of.row > WORKBOOK_LIMITS.rows || of.column > WORKBOOK_LIMITS.columns) throw new FileRefused('outside');
    read.letters += found.text.length;
    if (found.text.length > WORKBOOK_LIMITS.cell || read.letters > WORKBOOK_LIMITS.letters)
      throw new FileRefused('text-too-long');
    const cells = rows.get(of.row) ?? [];
    while (cells.length < of.column - 1) cells.push({ text: '' });
    cells[of.column - 1] = found;
    rows.set(of.row, cells);
  };
  readLocalXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        count();
        row = numberOf(attributes['r'], row + 1);
        column = 0;
      } else if (name === 'c') {
        count();
        const place = /^([A-Z]{1,3})(\d{1,7})$/.exec(attributes['r'] ?? '');
        if (attributes['r'] !== undefined && !place) throw new FileRefused('outside');
        column = place ? columnNumber(place[1]!) : column + 1;
        row = place ? Number(place[2]) : row;
        const style = Number(attributes['s'] ?? 0);
        cell = { row, column, type: attributes['t'] ?? 'n', style, value: '', hasFormula: false };
      } else if (name === 'f' && cell) cell.hasFormula = true;
      else if (name === 'mergeCell') {
        count();
        merged.push(attributes['ref'] ?? '');
      }
      isValue = name === 'v' || name === 't';
    },
    text(part) {
      if (isValue && cell && (cell.value += part).length > WORKBOOK_LIMITS.cell) throw new FileRefused('text-too-long');
    },
    close(name) {
      isValue = false;
      if (name !== 'c' || !cell) return;
      keep(cell);
      cell = undefined;
    },
  });
  for (const area of merged) spread(area, rows, count);
  return [...rows].toSorted(([a], [b]) => a - b).map(([number, cells]) => ({ number, cells }));
}

function cellOf(
  { type, style, value, hasFormula }: OpenCell,
  shared: readonly string[],
  formats: readonly CellFormat[],
  from1904: boolean,
): FileCell {
  if (hasFormula) return { text: '', trouble: 'cell-formula' };
  if (type === 'e') return { text: '', trouble: 'cell-error' };
  if (type === 's') return { text: shared[Number(value)] ?? '' };
  if (type === 'b') return { text: value === '1' ? 'yes' : 'no' };
  if (type !== 'n') return { text: unescaped(value) };
  const number = Number(value);
  return { text: value === '' || !Number.isFinite(number) ? '' : numberText(number, formats[style] ?? 'plain', from1904) };
}

/** Cells that were merged down a column all say what the first says; merged along a row, the first alone says it. */
function spread(area: string, rows: Map<number, FileCell[]>, count: () => void): void {
  const [, letters, first, last] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(area) ?? [];
  if (letters === undefined) return;
  const at = columnNumber(letters) - 1;
  const said = rows.get(Number(first))?.[at];
  if (!said) return;
  for (let row = Number(first) + 1; row <= Math.min(Number(last), WORKBOOK_LIMITS.rows); row++) {
    count();
    const cells = rows.get(row);
    // A row that says nothing else is still none.
    if (!cells) continue;
    while (cells.length < at) cells.push({ text: '' });
    cells[at] = said;
  }
}

const columnNumber = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,7}$/.test(text)) throw new FileRefused('outside');
  return Number(text);
}

/** Line ends as workbooks spell them. */
const unescaped = (text: string): string => text.replaceAll('_x000D_', '').replaceAll(/\r\n?/g, '\n').trim();
