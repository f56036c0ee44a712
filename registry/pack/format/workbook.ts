import writeExcel, { type Cell } from 'write-excel-file/node';
import { settleZip } from './settle-zip.ts';

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

/** A spreadsheet file made on `date` and at no other time: texts are texts, and none is a formula; its first row stays in view. */
export async function workbook(
  sheets: readonly WorkbookSheet[],
  date: string,
  mend?: (parts: Record<string, string>) => void,
): Promise<Uint8Array> {
  const made = await writeExcel(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name.replaceAll(REFUSED, ' ').slice(0, SHEET_NAME),
      columns: columns.map(({ width }) => ({ width })),
      data: [columns.map(({ title }) => head(title)), ...rows.map((row) => row.map(cellOf))],
      stickyRowsCount: 1,
    })),
  ).toBuffer();
  return settleZip(made, date, mend);
}

function cellOf(value: Value): Cell {
  if (value === undefined || value === '') return null;
  if (typeof value === 'number') return { value, type: Number, alignVertical: 'top' };
  return { value: letters(value).slice(0, CELL), type: String, wrap: true, alignVertical: 'top' };
}
const head = (text: string): Cell => ({ value: letters(text), type: String, fontWeight: 'bold' });

/** Spreadsheets read "_x0041_" as an escaped letter, unless its first sign is escaped itself; what XML does not allow is left out by the library. */
const letters = (text: string): string => text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');
