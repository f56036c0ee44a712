import { paths } from '#registry/addresses.ts';
import { type DataTable, dataTables, type TableName } from '#registry/publication/data-tables.ts';
import { dataWorkbook } from '#registry/publication/data-workbook.ts';
import { cutsAtSemicolons, type Separator, tableCsv } from '#registry/publication/table-csv.ts';
import type { Context } from './context.ts';
import { perContext } from './per-context.ts';

/** The registry as files for spreadsheets, in one language. */
export interface DataFiles {
  tables: readonly (Omit<DataTable, 'rows'> & { rows: number })[];
  /** ISO 8601 day on which a record last changed. */
  date: string;
  workbook: string;
  csv: (table: TableName, separator: Separator) => string;
  /** How the tables are cut: by commas, and by semicolons too where spreadsheets want that. */
  separators: readonly Separator[];
  /** Each file by its name. */
  files: ReadonlyMap<string, Uint8Array>;
}

let last: Promise<unknown> = Promise.resolve();

/** Made in one language after the other, because the rows of all tables take much memory. */
export const dataFiles = perContext((context): Promise<DataFiles> => {
  const making = last.then(() => make(context));
  last = making.catch(() => undefined);
  return making;
});

async function make(context: Context): Promise<DataFiles> {
  const { locale, siteUrl, registry } = context;
  const views = context.views().toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const version = ({ id }: { id: string }) => context.version(registry.cases.get(id)!);
  const tables = dataTables(views, { speaker: context, siteUrl, version });
  const date = views.map(context.modified).toSorted().at(-1) ?? '1970-01-01';
  const separators: Separator[] = cutsAtSemicolons(locale.tag) ? [',', ';'] : [','];
  const workbook = `registry-${locale.id}.xlsx`;
  const csv = (table: TableName, separator: Separator) =>
    `registry-${locale.id}-${table}${separator === ';' ? '-semicolon' : ''}.csv`;
  const url = new URL(paths.data(locale.id), siteUrl).href;
  const files = new Map<string, Uint8Array>([[workbook, await dataWorkbook(tables, context, { url, date })]]);
  for (const table of tables)
    for (const separator of separators) files.set(csv(table.name, separator), Buffer.from(tableCsv(table, separator)));
  const counted = tables.map(({ name, columns, rows }) => ({ name, columns, rows: rows.length }));
  return { tables: counted, date, workbook, csv, separators, files };
}
