/** Spreadsheets take a file in UTF-8 for one in an older encoding unless it starts with this mark. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Where a spreadsheet may see a cell begin: at the start of a value, and after each sign that it may cut a line at, quotes or
 * not, because some cut at semicolons or tabs.
 */
const FORMULA = /(^|[;,\t\r\n])([ "]*)(?=[=+\-@＝＋－＠])/g;

/** A text in which no part that may become a cell starts like a formula (OWASP, CSV injection). Numbers are what they are. */
export function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value);
  const safe = (value ?? '').replaceAll(FORMULA, "$1$2'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
