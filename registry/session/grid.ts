import { readStatementName } from '../case/statement.ts';
import { caseKind } from '../case/kind.ts';
import { methodKind } from '../method/kind.ts';
import { type Records, recordsOf } from '../record/record.ts';
import { type RecordView, viewRecord } from '../record/view.ts';
import type { SessionView } from './record.ts';
import type { Grid } from './schema.ts';

export type GridMark = NonNullable<Grid['marks']>[number];
type Known = Pick<Records, 'records'>;

/** A row with its words, and the record and field that they come from. */
export interface GridRow {
  id: string;
  text: string;
  view: RecordView;
  field: string;
}

/** The columns of a grid: ids of cases, or countries. */
export const gridColumns = ({ cases = [], countries = [] }: Grid): readonly string[] => [...cases, ...countries];

/** The rows of a grid in the language of a view: the steps of its method, and those that the session sets itself. */
export function gridRows(grid: Grid, view: SessionView, registry: Known): GridRow[] {
  const record = grid.method === undefined ? undefined : recordsOf(registry, methodKind).get(grid.method);
  const method = record && viewRecord(record, view.locale);
  const steps = (method?.facts.steps ?? []).map((step) => ({ ...step, view: method!, field: `steps.${step.id}.text` }));
  const own = (grid.rows ?? []).map((row) => ({ ...row, view, field: `grids.${grid.id}.rows.${row.id}.text` }));
  return [...steps, ...own.filter(({ id }) => !steps.some((step) => step.id === id))];
}

/** What is known in a field; a field without a mark is open. */
export const markAt = ({ marks = [] }: Grid, row: string, column: string): GridMark | undefined =>
  marks.find((each) => each.row === row && each.column === column);

/** The lessons and results that the marks of a row rest on, in the order of the columns, each once. */
export const statementsOfRow = (grid: Grid, row: string): string[] => [
  ...new Set(gridColumns(grid).flatMap((column) => markAt(grid, row, column)?.statements ?? [])),
];

/** Whether a lesson or result is of the case or about the country of a column. */
export function speaksOf(statement: string, column: string, registry: Known): boolean {
  const { case: id } = readStatementName(statement)!;
  const places = recordsOf(registry, caseKind).get(id)?.facts.places ?? [];
  return id === column || places.some(({ country }) => country === column);
}
