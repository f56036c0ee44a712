import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Writes answers into the cells beside printed ids, as somebody would who opens the file: several to a row are in order. */
export function fillSheet(bytes: Uint8Array, answers: Record<string, string[]>): Uint8Array {
  const parts = unzipSync(bytes);
  const path = 'word/document.xml';
  const xml = strFromU8(parts[path]!).replaceAll(/<w:tr>(?:(?!<\/w:tr>).)*<\/w:tr>/gs, (row) => {
    const id = /‹([^›@]+)›/.exec(row)?.[1];
    const given = id === undefined ? undefined : answers[id];
    if (!given) return row;
    const cells = row.split('</w:tc>');
    given.forEach((answer, index) => {
      cells[index + 1] = cells[index + 1]!.replace(/<\/w:p>$/, `<w:r><w:t xml:space="preserve">${answer}</w:t></w:r></w:p>`);
    });
    return cells.join('</w:tc>');
  });
  return zipSync({ ...parts, [path]: strToU8(xml) });
}
