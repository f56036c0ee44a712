import { cellAt, type FileTable, type OfficeFile } from '../../import/file-tables.ts';
import { barePack } from '../../pack/bare.ts';
import { columnLetters } from '../../pack/format/column-letters.ts';
import { renderPack } from '../../pack/format/formats.ts';
import { workbook, type WorkbookSheet } from '../../pack/format/workbook.ts';
import { makeWords } from '../../pack/words.ts';
import type { Block, Pack } from '../../pack/document.ts';
import type { Speaker } from '../../page/speaker.ts';
import { columnLabel, FINDINGS_COLUMN } from './case-column.ts';
import type { SaidFinding } from './finding-words.ts';

/** The words of a file again, with a column that says what is to be mended in each row. It can be mended and sent as it is. */
export async function markFile(
  file: OfficeFile,
  findings: readonly SaidFinding[],
  speaker: Speaker,
  date: string,
): Promise<Uint8Array> {
  const name = columnLabel(FINDINGS_COLUMN, speaker.registry, speaker.locale);
  const said = (table: number, row: number) =>
    findings
      .filter((each) => each.table === table && each.row === row)
      .map(({ column, sheet, words, field }) => {
        const label = columnLabel(field, speaker.registry, speaker.locale);
        return `${sheet === undefined ? '' : `${columnLetters(column ?? 1)} · `}${label}: ${words}`;
      })
      .join('\n');
  if (file.door === 'spreadsheet')
    return workbook(
      file.tables.map((table, index) => markedSheet(table, `${name} ‹${FINDINGS_COLUMN}›`, (row) => said(index + 1, row))),
      date,
    );
  return await renderPack(markedDocument(file, name, said, speaker, date), 'docx');
}

function markedSheet({ name = '', rows }: FileTable, title: string, said: (row: number) => string): WorkbookSheet {
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const last = rows.at(-1)?.number ?? 1;
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const textsOf = (number: number) => {
    const row = byNumber.get(number);
    return Array.from({ length: width }, (_, column) => (row ? cellAt(row, column).text : ''));
  };
  return {
    name,
    columns: [...textsOf(1), [title, said(1)].filter(Boolean).join('\n')].map((text, column) => ({
      title: text,
      width: column === width ? 60 : 24,
    })),
    rows: Array.from({ length: last - 1 }, (_, index) => [...textsOf(index + 2), said(index + 2)]),
  };
}

function markedDocument(
  { tables, paragraphs }: OfficeFile,
  name: string,
  said: (table: number, row: number) => string,
  speaker: Speaker,
  date: string,
): Pack {
  const words = makeWords(speaker);
  const lines = (text: string) => text.split('\n').map((line) => ({ ...words.fact(line), startsLine: true as const }));
  const blocks: Block[] = [
    { type: 'heading', level: 2, id: 'case', text: words.say('template.case') },
    ...tables.map(({ rows }, index): Block => {
      const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
      const [head, ...rest] = rows;
      return {
        type: 'table',
        isForm: true,
        caption: words.say('template.marked.table', { number: index + 1 }),
        head: [
          ...Array.from({ length: width }, (_, column) => words.fact(head ? cellAt(head, column).text : '')),
          words.fact([`${name} ‹${FINDINGS_COLUMN}›`, said(index + 1, 1)].filter(Boolean).join(' ')),
        ],
        widths: [...Array.from({ length: width }, () => 2), 2],
        rows: rest.map((row) => [
          ...Array.from({ length: width }, (_, column) => [words.fact(cellAt(row, column).text)]),
          lines(said(index + 1, row.number)),
        ]),
      };
    }),
    ...paragraphs.map(({ text }): Block => ({ type: 'paragraph', style: 'text', runs: [words.fact(text)] })),
  ];
  return barePack(words, speaker, {
    name: 'marked',
    title: words.say('template.case'),
    date,
    blocks: [{ type: 'card', id: 'marked', blocks }],
  });
}
