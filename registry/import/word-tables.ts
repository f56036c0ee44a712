import { SaxesParser } from 'saxes';

/** A document that is taken apart no further, and where: the code is permanent. */
export class TablesRefused extends Error {
  readonly code: 'too-deep' | 'too-many-tables' | 'too-many-rows' | 'text-too-long' | 'not-xml';
  constructor(code: TablesRefused['code']) {
    super(code);
    this.code = code;
  }
}

export const TABLE_LIMITS = { depth: 80, tables: 60, rows: 400, cell: 4000 } as const;

/** The tables of a Word document in its order: rows of the texts of their cells. Line ends in a cell mean a blank. */
export interface WordTables {
  tables: string[][][];
  /** Paragraphs outside tables. */
  paragraphs: string[];
}

export function readWordTables(xml: string): WordTables {
  const found: WordTables = { tables: [], paragraphs: [] };
  const open: string[][][] = [];
  let cells: string[][] = [];
  let loose = '';
  let depth = 0;
  let isText = false;
  const parser = new SaxesParser({ xmlns: false });
  const add = (text: string) => {
    const cell = cells.at(-1);
    if (!cell) loose += text;
    else if ((cell[0] = (cell[0] ?? '') + text).length > TABLE_LIMITS.cell) throw new TablesRefused('text-too-long');
    if (loose.length > TABLE_LIMITS.cell * 10) throw new TablesRefused('text-too-long');
  };
  parser.on('error', () => {
    throw new TablesRefused('not-xml');
  });
  parser.on('opentag', ({ name }) => {
    if (++depth > TABLE_LIMITS.depth) throw new TablesRefused('too-deep');
    if (name === 'w:tbl') {
      if (found.tables.length >= TABLE_LIMITS.tables) throw new TablesRefused('too-many-tables');
      const table: string[][] = [];
      open.push(table);
      found.tables.push(table);
    } else if (name === 'w:tr') {
      const table = open.at(-1);
      if (table && table.push([]) > TABLE_LIMITS.rows) throw new TablesRefused('too-many-rows');
    } else if (name === 'w:tc') cells.push(['']);
    else if (name === 'w:t') isText = true;
    else if (name === 'w:br' || name === 'w:tab') add(' ');
  });
  parser.on('text', (text) => {
    if (isText) add(text);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    if (name === 'w:t') isText = false;
    else if (name === 'w:p') {
      if (cells.length > 0) add(' ');
      else if (loose.trim()) found.paragraphs.push(tidy(loose));
      if (cells.length === 0) loose = '';
    } else if (name === 'w:tc')
      open
        .at(-1)
        ?.at(-1)
        ?.push(tidy(cells.pop()?.[0] ?? ''));
    else if (name === 'w:tbl') open.pop();
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw error instanceof TablesRefused ? error : new TablesRefused('not-xml');
  }
  cells = [];
  return found;
}

const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
