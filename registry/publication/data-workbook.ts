import { type WorkbookSheet, workbook } from '../pack/format/workbook.ts';
import type { Speaker } from '../page/speaker.ts';
import type { DataTable } from './data-tables.ts';
import { LICENSE_URL } from './record-json.ts';

interface AboutWorkbook {
  url: string;
  date: string;
  /** Where the cases are in several spreadsheets: which of them this is, and the ids of its first and last case. */
  part?: { page: number; pages: number; first: string; last: string } | undefined;
}

/** All tables in one spreadsheet, with a first sheet that says what they are, of when, under which licence, and what each column holds. */
export async function dataWorkbook(tables: readonly DataTable[], speaker: Speaker, about: AboutWorkbook): Promise<Uint8Array> {
  const { t } = speaker;
  const sheets = tables.map(({ name, columns, rows }): WorkbookSheet => ({ name: t(`tables.${name}`), columns, rows }));
  return await workbook([readMe(tables, speaker, about), ...sheets], about.date);
}

function readMe(tables: readonly DataTable[], speaker: Speaker, { url, date, part }: AboutWorkbook): WorkbookSheet {
  const { t, registry } = speaker;
  const { name } = registry;
  const notes = [
    t('footer.what', { name }),
    ...(part ? [t('tables.part', part)] : []),
    t('data.updated', { date: speaker.date(date) }),
    `${t('data.license')} ${LICENSE_URL}`,
    t('data.cite', { name, year: date.slice(0, 4), url }),
    t('tables.empty'),
    t('tables.several'),
    t('tables.codes'),
  ];
  return {
    name: t('tables.readme'),
    columns: [
      { title: t('tables.sheet'), width: 20 },
      { title: t('tables.column'), width: 30 },
      { title: t('tables.what'), width: 100 },
    ],
    rows: [
      ...notes.map((text) => [t('tables.readme'), undefined, text]),
      ...tables.flatMap(({ name: table, columns, rows }) => [
        [t(`tables.${table}`), undefined, `${t(`tables.${table}.about`)} ${t('tables.rows', { count: rows.length })}.`],
        ...columns.map((column) => [t(`tables.${table}`), column.title, column.about]),
      ]),
    ],
  };
}
