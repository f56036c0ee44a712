import type { SheetFinding } from '#registry/import/comment-sheet.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';

/** What is to be mended in a sheet, with its place as the person sees it: "Table 2, row 3, “Would you try it?”: …". */
export function describeSheetFinding({ code, table, row, field, given, suggestion = '' }: SheetFinding, locale: Locale): string {
  const key = `pack.sheet.${field}`;
  const name = locale.strings[key] === undefined ? field : translate(locale, key);
  const place = translate(locale, 'upload.place', { table, row, field: name });
  return `${place} ${translate(locale, `upload.finding.${code}`, { given, suggestion })}`;
}
