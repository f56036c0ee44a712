/** Without this mark, spreadsheets read UTF-8 as an older encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Where a spreadsheet may start a cell: at the start of a value, and after each character at which it may split a line, with
 * quotes and blanks of any kind before it or not, because some split at semicolons or tabs.
 */
const FORMULA = /(^|[;,\t\r\n])([\p{Zs}"]*)(?=[=+\-@＝＋－＠])/gu;

/**
 * Neutralises parts of a text that could become a cell and start like a formula (OWASP, CSV injection). Numbers stay as they
 * are.
 */
export function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value);
  const safe = (value ?? '').replaceAll(FORMULA, "$1$2'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
