import type { CaseView } from '../case/record.ts';
import type { Case } from '../case/schema.ts';
import type { Value } from '../pack/format/workbook.ts';
import type { Speaker } from '../page/speaker.ts';
import { citedSources } from '../source/cited.ts';
import { type Cited, type TableField, fieldsOf, type Of, type TableSource } from './table-fields.ts';

/** What we publish as tables, in the order of sheets. */
export const TABLES = ['cases', 'verdicts', 'results', 'lessons', 'conditions', 'costs', 'sources'] as const;
export type TableName = (typeof TABLES)[number];

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

/** The registry as tables in one language, one row for each case, verdict, result, lesson, condition, cost and source. */
export function dataTables(views: readonly CaseView[], source: TableSource): DataTable[] {
  const fields = fieldsOf(source);
  const each = <Item>(list: (facts: Case) => readonly Item[] | undefined): Of<Item>[] =>
    views.flatMap((view) => (list(view.facts) ?? []).map((item) => ({ view, item })));
  const tables = {
    cases: made(fields.cases, views),
    verdicts: made(
      fields.verdicts,
      each(({ verdicts }) => verdicts),
    ),
    results: made(
      fields.results,
      each(({ results }) => results),
    ),
    lessons: made(
      fields.lessons,
      each(({ lessons }) => lessons),
    ),
    conditions: made(
      fields.conditions,
      each(({ transfer }) => transfer),
    ),
    costs: made(
      fields.costs,
      each(({ cost }) => cost),
    ),
    sources: made(fields.sources, citedBy(views, source.speaker)),
  };
  const { t } = source.speaker;
  return TABLES.map((name) => {
    const { columns, rows } = tables[name];
    return {
      name,
      rows,
      columns: columns.map(({ words, isCode, width }) => ({
        width,
        title: isCode ? t('table.code', { name: t(`table.${words}`) }) : t(`table.${words}`),
        about: isCode ? t('table.code.about') : t(`table.${words}.about`),
      })),
    };
  });
}

const made = <Row>(columns: readonly TableField<Row>[], rows: readonly Row[]) => ({
  columns: columns as readonly Omit<TableField<Row>, 'value'>[],
  rows: rows.map((row) => columns.map(({ value }) => value(row))),
});

/** Every source that cases cite, once, with the ids of the cases. */
function citedBy(views: readonly CaseView[], { registry }: Speaker): Cited[] {
  const found = new Map<string, Cited>();
  for (const { id, facts } of views)
    for (const source of citedSources(facts, registry.sources)) {
      // A case's own references have ids that others may use for something else.
      const key = registry.sources.get(source.id) === source ? source.id : `${id}/${source.id}`;
      const known = found.get(key);
      if (known) known.cases.push(id);
      else found.set(key, { source, cases: [id] });
    }
  return [...found.values()];
}
