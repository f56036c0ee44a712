import type { Value } from '../pack/format/workbook.ts';
import { BYTE_ORDER_MARK, cell } from './csv-cell.ts';

/** How a table is cut into cells: by commas, or by semicolons where the comma is in numbers. */
export type Separator = ',' | ';';

/** Whether spreadsheets of people who write this language cut at semicolons, in some of its countries at least. */
export const cutsAtSemicolons = (tag: string): boolean =>
  new Intl.NumberFormat(new Intl.Locale(tag).language).format(1.5).includes(',');

/** A table as CSV in UTF-8 that a spreadsheet opens as it is, and takes nothing of for a formula. */
export const csvOf = (rows: readonly (readonly Value[])[], separator: Separator): string =>
  BYTE_ORDER_MARK + csvRows(rows, separator);

/** Further rows of such a table. */
export function csvRows(rows: readonly (readonly Value[])[], separator: Separator): string {
  const shown = (value: Value) =>
    typeof value === 'number' && separator === ';' ? String(value).replace('.', ',') : cell(value);
  return rows.map((row) => `${row.map(shown).join(separator)}\r\n`).join('');
}
