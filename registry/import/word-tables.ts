import { SaxesParser } from 'saxes';
import type { FileParagraph, FileTable } from './file-tables.ts';

/** A document that is taken apart no further, and where: the code is permanent. */
export class TablesRefused extends Error {
  readonly code: 'too-deep' | 'too-many-tables' | 'too-many-rows' | 'text-too-long' | 'outside' | 'too-many-cases' | 'not-xml';
  constructor(code: TablesRefused['code']) {
    super(code);
    this.code = code;
  }
}

export const TABLE_LIMITS = { depth: 80, tables: 60, rows: 400, cell: 4000 } as const;

/** The tables of a Word document in its order, and the paragraphs around them. Line ends in a cell mean a blank. */
export interface WordTables {
  tables: FileTable[];
  paragraphs: FileParagraph[];
}

/** `links` are the addresses of links, by the ids that the document gives them. */
export function readWordTables(xml: string, links: ReadonlyMap<string, string> = new Map()): WordTables {
  const found: WordTables = { tables: [], paragraphs: [] };
  const open: FileTable[] = [];
  const cells: string[] = [];
  let loose = newParagraph();
  let run = { text: '', isBold: false };
  let link: string | undefined;
  let depth = 0;
  let isText = false;
  const parser = new SaxesParser({ xmlns: false });
  const add = (text: string) => {
    run.text += text;
    if (cells.length === 0) loose.text += text;
    else if ((cells[cells.length - 1] += text).length > TABLE_LIMITS.cell) throw new TablesRefused('text-too-long');
    if (loose.text.length > TABLE_LIMITS.cell * 10) throw new TablesRefused('text-too-long');
  };
  parser.on('error', () => {
    throw new TablesRefused('not-xml');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > TABLE_LIMITS.depth) throw new TablesRefused('too-deep');
    if (name === 'w:tbl') {
      if (found.tables.length >= TABLE_LIMITS.tables) throw new TablesRefused('too-many-tables');
      const table: FileTable = { rows: [] };
      open.push(table);
      found.tables.push(table);
    } else if (name === 'w:tr') {
      const rows = open.at(-1)?.rows;
      if (rows && rows.push({ number: rows.length + 1, cells: [] }) > TABLE_LIMITS.rows) throw new TablesRefused('too-many-rows');
    } else if (name === 'w:tc') cells.push('');
    else if (name === 'w:t') isText = true;
    else if (name === 'w:br' || name === 'w:tab') add(' ');
    else if (name === 'w:r') run = { text: '', isBold: false };
    else if (name === 'w:b') run.isBold = !/^(?:0|false|off)$/.test(attributes['w:val'] ?? '');
    else if (name === 'w:numPr') loose.isItem = true;
    else if (name === 'w:hyperlink') link = links.get(attributes['r:id'] ?? '');
  });
  parser.on('text', (text) => {
    if (isText) add(text);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
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
      open
        .at(-1)
        ?.rows.at(-1)
        ?.cells.push({ text: tidy(cells.pop() ?? '') });
    else if (name === 'w:tbl') open.pop();
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw error instanceof TablesRefused ? error : new TablesRefused('not-xml');
  }
  return found;
}

const newParagraph = (): FileParagraph => ({ text: '', markdown: '', isItem: false });

/** The words of a run as Markdown: what looks like a mark of it is a letter. */
function markdownOf({ text, isBold }: { text: string; isBold: boolean }, link: string | undefined): string {
  const words = text.replaceAll(/[\\*_<`]/g, String.raw`\$&`);
  if (words.trim() === '') return words;
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(words) ?? [];
  const marked = isBold ? `**${inner}**` : inner;
  return `${before}${link === undefined ? marked : `[${marked}](<${link}>)`}${after}`;
}

/** A program cuts a bold phrase into several runs where it pleases. */
const joinBold = (markdown: string) => markdown.replaceAll(/(?<!\\)\*\*(\s*)\*\*/g, '$1');

const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
