import { zipParts } from './settle-zip.ts';
import { type WorkbookSheet, workbookParts } from './workbook-parts.ts';

export type { Value, WorkbookSheet } from './workbook-parts.ts';

/**
 * A spreadsheet file, with bytes that follow from what is in it: texts are texts, and none is a formula; its first row stays in view.
 * Its parts can be changed by `mend`.
 */
export function workbook(
  sheets: readonly WorkbookSheet[],
  mend: (parts: Record<string, string>) => void = () => undefined,
): Uint8Array {
  const parts = workbookParts(sheets);
  mend(parts);
  return zipParts(parts);
}
