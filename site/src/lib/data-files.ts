import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '#registry/addresses.ts';
import type { CaseView } from '#registry/case/record.ts';
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
  /** How long each file is, in bytes, by its name. */
  sizes: ReadonlyMap<string, number>;
  /** Where the files lie until the site has its own. */
  folder: string;
}

/** A spreadsheet has the rows of so many cases: to make it takes a quarter of a megabyte of memory for each. */
export const CASES_IN_WORKBOOK = 1000;

let folder: Promise<string> | undefined;

async function makeFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'registry-data-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

let last: Promise<unknown> = Promise.resolve();

/** Made in one language after the other, and on the disk: with all of them at once in memory a build would need twice as much. */
export const dataFiles = perContext((context): Promise<DataFiles> => {
  const making = last.then(async () => await makeDataFiles(context, await (folder ??= makeFolder())));
  last = making.catch(() => undefined);
  return making;
});

/** Writes the files of a language into a folder; a spreadsheet has so many `cases` at most. */
export async function makeDataFiles(context: Context, into: string, cases = CASES_IN_WORKBOOK): Promise<DataFiles> {
  const { locale, siteUrl, registry } = context;
  const views = context.views().toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const version = ({ id }: { id: string }) => context.version(registry.cases.get(id)!);
  const source = { speaker: context, siteUrl, version };
  const date = views.map(context.modified).toSorted().at(-1) ?? '1970-01-01';
  const separators: Separator[] = cutsAtSemicolons(locale.tag) ? [',', ';'] : [','];
  const csv = (table: TableName, separator: Separator) =>
    `registry-${locale.id}-${table}${separator === ';' ? '-semicolon' : ''}.csv`;
  const url = new URL(paths.data(locale.id), siteUrl).href;

  const sizes = new Map<string, number>();
  const tables = new Map<TableName, DataFiles['tables'][number]>();
  const addRows = async ({ name, columns, rows }: DataTable) => {
    const known = tables.get(name);
    tables.set(name, { name, columns, rows: (known?.rows ?? 0) + rows.length });
    for (const separator of separators) {
      const file = csv(name, separator);
      const text = known ? csvRows(rows, separator) : csvOf([columns.map(({ title }) => title), ...rows], separator);
      await (known ? appendFile : writeFile)(join(into, file), text);
      sizes.set(file, (sizes.get(file) ?? 0) + Buffer.byteLength(text));
    }
  };

  const parts = inPages(views, cases);
  const workbooks: string[] = [];
  for (const [index, part] of parts.entries()) {
    const made = dataTables(part, source);
    const workbook = `registry-${locale.id}${parts.length > 1 ? `-${index + 1}` : ''}.xlsx`;
    const bytes = await dataWorkbook(made, context, { url, date, part: partOf(parts, index) });
    await writeFile(join(into, workbook), bytes);
    sizes.set(workbook, bytes.length);
    workbooks.push(workbook);
    // A source that cases of several parts cite is one row of its table.
    for (const table of made) if (table.name !== 'sources' || parts.length === 1) await addRows(table);
  }
  if (parts.length > 1) await addRows(sourcesTable(views, source));
  return { tables: [...tables.values()], date, workbooks, csv, separators, sizes, folder: into };
}

/** Which of several spreadsheets has which cases. */
const partOf = (parts: readonly (readonly CaseView[])[], index: number) =>
  parts.length > 1
    ? { page: index + 1, pages: parts.length, first: parts[index]!.at(0)!.id, last: parts[index]!.at(-1)!.id }
    : undefined;
