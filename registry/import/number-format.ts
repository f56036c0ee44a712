/** Formats that every workbook has without naming them (ECMA-376 part 1, 18.8.30): days, months and shares of a hundred. */
const DAYS = [14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
const MONTHS = [17, 55];
const PERCENTS = [9, 10];

export type CellFormat = 'day' | 'month' | 'year' | 'percent' | 'plain';

/** Excel takes no longer formats. */
const LONGEST = 255;

/** How a cell shows its number. `code` is the format's own text, if the workbook names it. */
export function cellFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined)
    return DAYS.includes(id) ? 'day' : MONTHS.includes(id) ? 'month' : PERCENTS.includes(id) ? 'percent' : 'plain';
  // Words in quotes and conditions in brackets are no part of the pattern.
  const pattern = code
    .slice(0, LONGEST)
    .replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')
    .toLowerCase();
  if (pattern.includes('%')) return 'percent';
  if (!pattern.includes('y')) return 'plain';
  return pattern.includes('d') ? 'day' : pattern.includes('m') ? 'month' : 'year';
}

const DAY_MS = 24 * 3_600_000;

/**
 * The text of a number as a person reads it in the cell. Days are counted from the end of 1899, or from 1904 in workbooks of old
 * Macs.
 */
export function numberText(value: number, format: CellFormat, from1904: boolean): string {
  if (format === 'percent') return plainNumber(Number((value * 100).toPrecision(12)));
  if (format === 'plain') return plainNumber(value);
  const time = Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : 30) + Math.floor(value) * DAY_MS;
  if (!(value >= 0 && time < Date.UTC(2300, 0))) return plainNumber(value);
  return new Date(time).toISOString().slice(0, { day: 10, month: 7, year: 4 }[format]);
}

/** 1.234 is a thousand to some readers: a number that a program stored has its own form, which nobody takes for that. */
function plainNumber(value: number): string {
  const text = String(value);
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}
