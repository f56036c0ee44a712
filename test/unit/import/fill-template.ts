import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openFile } from '#registry/import/open-file.ts';
import { workbook } from '#registry/pack/format/workbook.ts';
import { fillSheet } from './fill-sheet.ts';

/** Rows of a sheet, by the ids of its columns. */
export type Rows = readonly Readonly<Record<string, string | number>>[];

/** The template with rows below what stands in each sheet, as somebody would write them; sheets are named by what stands on their tabs. */
export async function fillWorkbook(bytes: Uint8Array, filled: Readonly<Record<string, Rows>>): Promise<Uint8Array> {
  const { tables } = openFile(bytes);
  return workbook(
    tables.map(({ name, rows }) => {
      const [head, ...rest] = rows.map(({ cells }) => cells.map(({ text }) => text));
      const written = (filled[name!] ?? []).map((row) => head!.map((id) => row[id]));
      return { name: name!, columns: head!.map((title) => ({ title, width: 20 })), rows: [...rest, ...written] };
    }),
    '2026-11-29',
  );
}

/** The Word template with answers beside printed ids, rows in tables of lists, and paragraphs below headings. */
export function fillDocument(
  bytes: Uint8Array,
  answers: Readonly<Record<string, string>>,
  lists: Readonly<Record<string, readonly string[][]>> = {},
  prose: Readonly<Record<string, readonly string[]>> = {},
): Uint8Array {
  const parts = unzipSync(fillSheet(bytes, Object.fromEntries(Object.entries(answers).map(([id, text]) => [id, [text]]))));
  const path = 'word/document.xml';
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
  let xml = strFromU8(parts[path]!);
  for (const [list, rows] of Object.entries(lists)) {
    const [before, table, ...after] = xml.split(
      new RegExp(`(<w:tbl>(?:(?!</w:tbl>).)*‹${list}\\.(?:(?!</w:tbl>).)*</w:tbl>)`, 's'),
    );
    let at = -1;
    const filled = table!.replaceAll(/<w:tr>(?:(?!<\/w:tr>).)*<\/w:tr>/gs, (row) => {
      const texts = at++ < 0 ? undefined : rows[at - 1];
      if (!texts) return row;
      let cell = 0;
      return row.replaceAll('</w:p></w:tc>', () => `${run(texts[cell++] ?? '')}</w:p></w:tc>`);
    });
    xml = [before, filled, ...after].join('');
  }
  for (const [heading, paragraphs] of Object.entries(prose))
    xml = xml.replace(
      new RegExp(`(<w:p>(?:(?!</w:p>).)*>${heading}</w:t>(?:(?!</w:p>).)*</w:p>)`, 's'),
      (whole) => whole + paragraphs.map((text) => `<w:p>${text.startsWith('<') ? text : run(text)}</w:p>`).join(''),
    );
  return zipSync({ ...parts, [path]: strToU8(xml) });
}
