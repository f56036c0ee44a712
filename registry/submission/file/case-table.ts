import { spelling } from '../../import/answers.ts';
import { cellAt, type FileRow, type FileTable } from '../../import/file-tables.ts';
import type { Registry } from '../../registry.ts';
import {
  type CaseColumn,
  columnLabel,
  columnById,
  FINDINGS_COLUMN,
  KEY_COLUMN,
  TEMPLATE_LISTS,
  ONCE,
  WORDS_MARK,
} from './case-column.ts';

/** A table that has a column for each field: what stands in which column, and which rows are answers. */
export interface ColumnTable {
  columns: ReadonlyMap<number, CaseColumn>;
  /** Position of the column that names the case of a row. */
  key?: number;
  /** The list whose items its rows are; absent where each row is a case. */
  list?: string;
  rows: FileRow[];
  /** Heads over answers that are no field of a case. */
  unknown: { row: number; column: number; given: string }[];
}

const PRINTED = /[‹⟨]\s*([A-Za-z0-9.-]+)\s*[›⟩]/;
/** The id that is printed in a cell, after its label. */
export const printedId = (text: string): string | undefined => PRINTED.exec(text)?.[1];

/** People write above a table: its heads are looked for in so many rows. */
const HEAD_ROWS = 10;

/** Reads the heads of a table, which may stand in any order: by their ids, or by their labels in any language. */
export function readColumnTable({ rows }: FileTable, registry: Registry): ColumnTable | undefined {
  if (rows[0]?.cells.some(({ text }) => printedId(text) === WORDS_MARK)) return undefined;
  const heads = rows.slice(0, HEAD_ROWS).map((row) => ({ row, ids: idsIn(row) }));
  const best = heads.toSorted((a, b) => b.ids.size - a.ids.size)[0];
  const byId = best && best.ids.size >= 2 ? best : undefined;
  const head = byId ?? headByLabels(rows, registry);
  if (!head) return undefined;
  const at = rows.indexOf(head.row);
  const next = rows[at + 1];
  const group = groupOf([...head.ids.values()]);
  const below = next && labelled(next, group, registry);
  const isLabels = below !== undefined && below.size >= Math.max(2, head.ids.size / 2);
  const ids = new Map([...head.ids, ...(isLabels ? [...below].filter(([column]) => !head.ids.has(column)) : [])]);
  const answers = rows.slice(at + (isLabels ? 2 : 1));
  const named = [...ids].filter(([, id]) => id !== FINDINGS_COLUMN);
  const unknown = head.row.cells.flatMap(({ text }, column) => {
    const isAnswered = answers.some((row) => cellAt(row, column).text.trim() !== '');
    return text.trim() === '' || ids.has(column) || !isAnswered ? [] : [{ row: head.row.number, column, given: text.trim() }];
  });
  const columns = new Map(named.flatMap(([column, id]) => (id === KEY_COLUMN ? [] : [[column, columnById(id)!] as const])));
  const key = named.find(([, id]) => id === KEY_COLUMN)?.[0];
  const isOfCases = [...columns.values()].some((column) => column.list === undefined);
  const list = isOfCases ? undefined : [...columns.values()][0]?.list;
  return {
    ...{ columns, rows: answers, unknown },
    ...(key === undefined ? {} : { key }),
    ...(list === undefined ? {} : { list }),
  };
}

/** The ids in the cells of a row, alone or printed after a label. */
function idsIn({ cells }: FileRow): Map<number, string> {
  const found = cells.flatMap(({ text }, column) => {
    const id = printedId(text) ?? text.trim();
    const isKnown = id === KEY_COLUMN || id === FINDINGS_COLUMN || (/^[A-Za-z0-9.-]+$/.test(id) && columnById(id) !== undefined);
    return isKnown ? [[column, id] as const] : [];
  });
  return new Map(found);
}

type Group = readonly string[];
const GROUPS: readonly Group[] = [
  ONCE,
  ...Object.entries(TEMPLATE_LISTS).map(([list, keys]) => keys.map((key) => `${list}.${key}`)),
];

/** The columns among which the labels of a table are looked for. */
const groupOf = (ids: readonly string[]): Group =>
  GROUPS.find((group) => ids.some((id) => id !== KEY_COLUMN && group.includes(id))) ?? ONCE;

/** The columns of a group that a row names by their labels. */
function labelled({ cells }: FileRow, group: Group, registry: Registry): Map<number, string> {
  const all = [KEY_COLUMN, FINDINGS_COLUMN, ...group];
  const byLabel = new Map(
    [...registry.locales.values()].flatMap((locale) =>
      all.map((id) => [spelling(columnLabel(id, registry, locale)), id] as const),
    ),
  );
  return new Map(
    cells.flatMap(({ text }, column) => {
      const id = text.trim() === '' ? undefined : byLabel.get(spelling(text));
      return id === undefined ? [] : [[column, id] as const];
    }),
  );
}

/** The row of heads of a table whose ids somebody has deleted. */
function headByLabels(rows: readonly FileRow[], registry: Registry): { row: FileRow; ids: Map<number, string> } | undefined {
  const found = rows
    .slice(0, HEAD_ROWS)
    .flatMap((row) => GROUPS.map((group) => ({ row, ids: new Map([...labelled(row, group, registry), ...idsIn(row)]) })))
    .toSorted((a, b) => b.ids.size - a.ids.size)[0];
  return found && found.ids.size >= 3 ? found : undefined;
}
