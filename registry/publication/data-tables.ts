import type { CaseView } from '../case/record.ts';
import type { Case } from '../case/schema.ts';
import type { Value } from '../pack/format/workbook.ts';
import type { Speaker } from '../page/speaker.ts';
import { citedSources } from '../source/cited.ts';
import { type Cited, type TableField, fieldsOf, type Of, sourceRowId, type TableSource } from './table-fields.ts';

/** What we publish as tables. */
export type TableName = 'cases' | 'verdicts' | 'results' | 'lessons' | 'conditions' | 'costs' | 'sources';

/** A column: its title and what it holds, in the language, and how wide it is in a spreadsheet. */
export interface TableColumn {
  title: string;
  about: string;
  width: number;
}

export interface DataTable {
  name: TableName;
  columns: readonly TableColumn[];
  rows: readonly (readonly Value[])[];
}

/** The registry as tables in one language, in the order of sheets: one row for each case, verdict, result, lesson, condition, cost and source. */
export function dataTables(views: readonly CaseView[], source: TableSource): DataTable[] {
  const fields = fieldsOf(source);
  const each = <Item>(list: (facts: Case) => readonly Item[] | undefined): Of<Item>[] =>
    views.flatMap((view) => (list(view.facts) ?? []).map((item) => ({ view, item })));
  const table = <Row>(name: TableName, columns: readonly TableField<Row>[], rows: readonly Row[]) =>
    makeTable(name, columns, rows, source);
  return [
    table('cases', fields.cases, views),
    table(
      'verdicts',
      fields.verdicts,
      each(({ verdicts }) => verdicts),
    ),
    table(
      'results',
      fields.results,
      each(({ results }) => results),
    ),
    table(
      'lessons',
      fields.lessons,
      each(({ lessons }) => lessons),
    ),
    table(
      'conditions',
      fields.conditions,
      each(({ transfer }) => transfer),
    ),
    table(
      'costs',
      fields.costs,
      each(({ cost }) => cost),
    ),
    sourcesTable(views, source),
  ];
}

/** The table of the sources alone, one row for each that the cases cite. */
export const sourcesTable = (views: readonly CaseView[], source: TableSource): DataTable =>
  makeTable('sources', fieldsOf(source).sources, citedBy(views, source.speaker), source);

const makeTable = <Row>(
  name: TableName,
  fields: readonly TableField<Row>[],
  rows: readonly Row[],
  { speaker: { t } }: TableSource,
): DataTable => ({
  name,
  columns: fields.map(({ words, isCode, width }) => ({
    width,
    title: isCode ? t('table.code', { name: t(`table.${words}`) }) : t(`table.${words}`),
    about: isCode ? t('table.code.about') : t(`table.${words}.about`),
  })),
  rows: rows.map((row) => fields.map(({ value }) => value(row))),
});

/** Every source that cases cite, once, with the ids of the cases. */
function citedBy(views: readonly CaseView[], { registry }: Speaker): Cited[] {
  const found = new Map<string, Cited>();
  for (const view of views)
    for (const source of citedSources(view.facts, registry.sources)) {
      const id = sourceRowId(source.id, view, registry.sources);
      const known = found.get(id);
      if (known) known.cases.push(view.id);
      else found.set(id, { id, source, cases: [view.id] });
    }
  return [...found.values()];
}
