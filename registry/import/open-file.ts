import type { OfficeFile } from './file-tables.ts';
import { FileRefused, openParts } from './gate.ts';
import { readWordTables } from './word-tables.ts';
import { readWorkbook } from './workbook.ts';

/** Reads a Word document or a workbook. Throws FileRefused or TablesRefused for anything else, and for what could harm. */
export function openFile(bytes: Uint8Array): OfficeFile {
  const parts = openParts(bytes);
  const document = parts.get('word/document.xml');
  if (document !== undefined)
    return { door: 'word', ...readWordTables(document, linksOf(parts.get('word/_rels/document.xml.rels') ?? '')) };
  if (!parts.has('xl/workbook.xml')) throw new FileRefused('not-a-document');
  return { door: 'spreadsheet', tables: readWorkbook(parts), paragraphs: [] };
}

/** Addresses of the web that a document links to, by the ids of its relations. */
function linksOf(relations: string): Map<string, string> {
  const all = [...relations.matchAll(/<Relationship\b[^>]*>/g)].map(([relation]) => relation);
  return new Map(
    all.flatMap((relation) => {
      const [id, target] = ['Id', 'Target'].map((name) => new RegExp(`\\b${name}="([^"]*)"`).exec(relation)?.[1]);
      const isWeb = target !== undefined && /^https?:\/\/[^\s<>]+$/.test(target);
      return id === undefined || !isWeb ? [] : [[id, target.replaceAll('&amp;', '&')] as const];
    }),
  );
}
