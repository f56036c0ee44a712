import { FileRefused } from './file-refused.ts';
import type { FileParagraph, FileTable } from './file-tables.ts';
import { readPartXml } from './xml.ts';

const TABLE_LIMITS = { tables: 60, rows: 400, cell: 4000 } as const;

/** The tables of a Word document in its order, and the paragraphs around them. Line ends in a cell mean a blank. */
export interface WordTables {
  tables: FileTable[];
  paragraphs: FileParagraph[];
}

/** `links` are the addresses of links, by the ids that the document gives them. */
export function readWordTables(xml: string, links: ReadonlyMap<string, string> = new Map()): WordTables {
  const found: WordTables = { tables: [], paragraphs: [] };
  const openTables: FileTable[] = [];
  const cells: string[] = [];
  let loose = newParagraph();
  let run = { text: '', isBold: false };
  let link: string | undefined;
  let isText = false;
  const add = (text: string) => {
    run.text += text;
    if (cells.length === 0) loose.text += text;
    else if ((cells[cells.length - 1] += text).length > TABLE_LIMITS.cell) throw new FileRefused('text-too-long');
    if (loose.text.length > TABLE_LIMITS.cell * 10) throw new FileRefused('text-too-long');
  };
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    if (name === 'w:tbl') {
      if (found.tables.length >= TABLE_LIMITS.tables) throw new FileRefused('too-many-tables');
      const table: FileTable = { rows: [] };
      openTables.push(table);
      found.tables.push(table);
    } else if (name === 'w:tr') {
      const rows = openTables.at(-1)?.rows;
      if (rows && rows.push({ number: rows.length + 1, cells: [] }) > TABLE_LIMITS.rows) throw new FileRefused('too-many-rows');
    } else if (name === 'w:tc') cells.push('');
    else if (name === 'w:t') isText = true;
    else if (name === 'w:br' || name === 'w:tab') add(' ');
    else if (name === 'w:r') run = { text: '', isBold: false };
    else if (name === 'w:b') run.isBold = !/^(?:0|false|off)$/.test(attributes['w:val'] ?? '');
    else if (name === 'w:numPr') loose.isItem = true;
    else if (name === 'w:hyperlink') link = links.get(attributes['r:id'] ?? '');
  };
  const text = (part: string) => {
    if (isText) add(part);
  };
  const close = (name: string) => {
    if (name === 'w:t') isText = false;
    else if (name === 'w:r') {
      if (cells.length === 0) loose.markdown += markdownOf(run, link);
      run = { text: '', isBold: false };
    } else if (name === 'w:hyperlink') link = undefined;
    else if (name === 'w:p') {
      if (cells.length > 0) add(' ');
      else {
        if (loose.text.trim())
          found.paragraphs.push({ ...loose, text: tidy(loose.text), markdown: tidy(joinBold(loose.markdown)) });
        loose = newParagraph();
      }
    } else if (name === 'w:tc')
      openTables
        .at(-1)
        ?.rows.at(-1)
        ?.cells.push({ text: tidy(cells.pop() ?? '') });
    else if (name === 'w:tbl') openTables.pop();
  };
  readPartXml(xml, { open, text, close });
  return found;
}

const newParagraph = (): FileParagraph => ({ text: '', markdown: '', isItem: false });

/** The words of a run as Markdown: what looks like a mark of it is a letter. */
function markdownOf({ text, isBold }: { text: string; isBold: boolean }, link: string | undefined): string {
  const words = text.replaceAll(/[\\*_<`]/g, String.raw`\$&`);
  if (words.trim() === '') return words;
  const inner = words.trim();
  const from = words.indexOf(inner);
  const [before, after] = [words.slice(0, from), words.slice(from + inner.length)];
  const marked = isBold ? `**${inner}**` : inner;
  return `${before}${link === undefined ? marked : `[${marked}](<${link}>)`}${after}`;
}

/** A program cuts a bold phrase into several runs where it pleases. */
const joinBold = (markdown: string) => markdown.replaceAll(/(?<!\\)\*\*(\s*)\*\*/g, '$1');

const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
