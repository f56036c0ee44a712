import type { OfficeFile } from './file-tables.ts';
import { FileRefused } from './file-refused.ts';
import { openParts } from './gate.ts';
import { readRelations } from './relations.ts';
import { readWordTables } from './word-tables.ts';
import { readWorkbook } from './workbook.ts';

/** Reads a Word document or a workbook. Throws FileRefused for anything else, and for what could harm. */
export function openFile(bytes: Uint8Array): OfficeFile {
  const parts = openParts(bytes);
  const document = parts.get('word/document.xml');
  if (document !== undefined)
    return { door: 'word', ...readWordTables(document, linksOf(parts.get('word/_rels/document.xml.rels'))) };
  if (!parts.has('xl/workbook.xml')) throw new FileRefused('not-a-document');
  return { door: 'spreadsheet', tables: readWorkbook(parts), paragraphs: [] };
}

/** No address that leads anywhere is longer; each is written out as often as a document links to it. */
const LONGEST_ADDRESS = 2000;

/** Addresses of the web that a document links to, by the ids of its relations. */
const linksOf = (relations: string | undefined): Map<string, string> =>
  new Map(
    readRelations(relations)
      .filter(({ target }) => target.length <= LONGEST_ADDRESS && /^https?:\/\/[^\s<>]+$/.test(target))
      .map(({ id, target }) => [id, target]),
  );
