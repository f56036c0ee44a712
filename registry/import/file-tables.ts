/** What a file that people work in holds: the tables of a Word document, or the sheets of a workbook. */
export interface OfficeFile {
  door: 'word' | 'spreadsheet';
  tables: FileTable[];
  /** Paragraphs outside tables; only a Word document has them. */
  paragraphs: FileParagraph[];
}

export interface FileTable {
  /** The name on the tab of a sheet. */
  name?: string;
  rows: FileRow[];
}

/** A row as a person counts it, from 1. */
export interface FileRow {
  number: number;
  cells: FileCell[];
}

export interface FileCell {
  text: string;
  /** Why the cell is not read: it holds a calculation, or what a program wrote when one failed. */
  trouble?: 'cell-formula' | 'cell-error';
}

export interface FileParagraph {
  text: string;
  /** The same with bold words and links as Markdown. */
  markdown: string;
  isItem: boolean;
}

/** Where a person sees something in a file; all are counted from 1. */
export interface FilePlace {
  /** Position among the tables or sheets. */
  table: number;
  /** Name of the sheet; a table of a document has none. */
  sheet?: string;
  row: number;
  /** Position of the column in a sheet, or in a table that has one column for each field. */
  column?: number;
  /** The id of the column or question. */
  field: string;
}

export const cellAt = ({ cells }: FileRow, column: number): FileCell => cells[column] ?? { text: '' };

export const isBlankRow = ({ cells }: FileRow): boolean => cells.every(({ text, trouble }) => text.trim() === '' && !trouble);
