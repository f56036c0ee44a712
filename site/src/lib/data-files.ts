import { paths } from '#registry/addresses.ts';
import type { CaseView } from '#registry/case/record.ts';
import { openTextStore, type TextStore } from '#registry/content/text-store.ts';
import { inPages } from '#registry/page/in-pages.ts';
import { type DataTable, dataTables, sourcesTable, type TableName } from '#registry/publication/data-tables.ts';
import { dataWorkbook } from '#registry/publication/data-workbook.ts';
import { csvOf, csvRows, cutsAtSemicolons, type Separator } from '#registry/publication/table-csv.ts';
import type { Context } from './context.ts';
import { perContext } from './per-context.ts';

/** The registry as files for spreadsheets, in one language. */
export interface DataFiles {
  tables: readonly (Omit<DataTable, 'rows'> & { rows: number })[];
  /** ISO 8601 day on which a record last changed. */
  date: string;
  /** Spreadsheets of all tables, each of some of the cases where there are many. */
  workbooks: readonly string[];
  csv: (table: TableName, separator: Separator) => string;
  /** How the tables are cut: by commas, and by semicolons too where spreadsheets want that. */
  separators: readonly Separator[];
  /** Each file by its name. */
  files: ReadonlyMap<string, DataFile>;
}

interface DataFile<Content = string | Uint8Array> {
  /** In bytes. */
  size: number;
  read: () => Content;
}

/** A spreadsheet has the rows of so many cases: to make it takes a quarter of a megabyte of memory for each. */
export const CASES_IN_WORKBOOK = 1000;

let store: TextStore | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Made in one language after the other, and the tables kept on the disk: all of them at once take much memory. */
export const dataFiles = perContext((context): Promise<DataFiles> => {
  const making = last.then(() => makeDataFiles(context, (store ??= openTextStore())));
  last = making.catch(() => undefined);
  return making;
});

/** Makes the files of a language, and keeps its tables in a store; a spreadsheet has so many `cases` at most. */
export async function makeDataFiles(context: Context, { keep }: TextStore, cases = CASES_IN_WORKBOOK): Promise<DataFiles> {
  const { locale, siteUrl, registry } = context;
  const views = context.views().toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const version = ({ id }: { id: string }) => context.version(registry.cases.get(id)!);
  const source = { speaker: context, siteUrl, version };
  const date = views.map(context.modified).toSorted().at(-1) ?? '1970-01-01';
  const separators: Separator[] = cutsAtSemicolons(locale.tag) ? [',', ';'] : [','];
  const csv = (table: TableName, separator: Separator) =>
    `registry-${locale.id}-${table}${separator === ';' ? '-semicolon' : ''}.csv`;
  const url = new URL(paths.data(locale.id), siteUrl).href;

  const texts = new Map<string, DataFile<string>>();
  const books = new Map<string, DataFile>();
  const tables = new Map<TableName, DataFiles['tables'][number]>();
  const addRows = ({ name, columns, rows }: DataTable) => {
    const known = tables.get(name);
    tables.set(name, { name, columns, rows: (known?.rows ?? 0) + rows.length });
    for (const separator of separators) {
      const text = known ? csvRows(rows, separator) : csvOf([columns.map(({ title }) => title), ...rows], separator);
      const [before, read] = [texts.get(csv(name, separator)), keep(text)];
      texts.set(csv(name, separator), {
        size: (before?.size ?? 0) + Buffer.byteLength(text),
        read: () => `${before?.read() ?? ''}${read()}`,
      });
    }
  };

  const parts = inPages(views, cases);
  for (const [index, part] of parts.entries()) {
    const made = dataTables(part, source);
    const workbook = `registry-${locale.id}${parts.length > 1 ? `-${index + 1}` : ''}.xlsx`;
    const bytes = await dataWorkbook(made, context, { url, date, part: partOf(parts, index) });
    books.set(workbook, { size: bytes.length, read: () => bytes });
    // A source that cases of several parts cite is one row of its table.
    for (const table of made) if (table.name !== 'sources' || parts.length === 1) addRows(table);
  }
  if (parts.length > 1) addRows(sourcesTable(views, source));
  const files = new Map([...books, ...texts]);
  return { tables: [...tables.values()], date, workbooks: [...books.keys()], csv, separators, files };
}

/** Which of several spreadsheets has which cases. */
const partOf = (parts: readonly (readonly CaseView[])[], index: number) =>
  parts.length > 1
    ? { page: index + 1, pages: parts.length, first: parts[index]!.at(0)!.id, last: parts[index]!.at(-1)!.id }
    : undefined;
