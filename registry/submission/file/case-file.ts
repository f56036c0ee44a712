import { SECTIONS } from '../../case/sections.ts';
import { nearestOf } from '../../import/answers.ts';
import { FileRefused } from '../../import/file-refused.ts';
import type { FileFinding } from '../../import/file-finding.ts';
import { cellAt, type FileCell, type FilePlace, type FileTable, isBlankRow, type OfficeFile } from '../../import/file-tables.ts';
import { translate } from '../../locale/translate.ts';
import { sectionOf } from '../../record/sections.ts';
import type { Registry } from '../../registry.ts';
import type { FormValues } from '../form/values.ts';
import { answerOf } from './answer.ts';
import { type CaseColumn, columnById, columnOfName, KEY_COLUMN, TEMPLATE_LISTS, nameOfColumn, ONCE } from './case-column.ts';
import { type ColumnTable, printedId, readColumnTable } from './case-table.ts';

/** A case of a file, as far as it could be read. */
export interface ReadCase {
  /** What its row calls it; its number where it says nothing. */
  key: string;
  place: FilePlace;
  /** As the form has them. */
  values: FormValues;
  findings: FileFinding[];
  /** Where a field of the form is in the file, or would be. */
  placeOf: (name: string) => FilePlace;
}

/** Cases that one file may hold. */
export const MOST_CASES_OF_FILE = 50;

/** A case while its rows are read. */
interface OpenCase extends Omit<ReadCase, 'values' | 'placeOf'> {
  values: Record<string, string[]>;
  places: Map<string, FilePlace>;
  items: Map<string, number>;
}

/** Cases of a template that somebody has filled: one in a Word document, a row for each in a workbook. */
export function readCases(file: OfficeFile, registry: Registry): ReadCase[] {
  const opened = file.tables.map((table, index) => ({ table, index, read: readColumnTable(table, registry) }));
  const cases = [
    ...readQuestions(file, registry),
    ...opened.flatMap(({ table, index, read }) =>
      read && read.list === undefined ? readCaseRows(read, placesIn(table, index), registry) : [],
    ),
  ];
  const examples = wordsForExample(registry);
  const named = new Map<string, OpenCase>();
  for (const each of cases) {
    if (named.has(each.key)) each.findings.push({ code: 'row-twice', ...each.place, field: KEY_COLUMN, given: each.key });
    else named.set(each.key, each);
  }
  for (const { table, index, read } of opened) {
    if (!read?.list) continue;
    const place = placesIn(table, index);
    const first = cases[0];
    if (first) sayUnknown(read, place, first);
    for (const row of read.rows) {
      if (isBlankRow(row)) continue;
      const key = read.key === undefined ? '' : cellAt(row, read.key).text.trim();
      if (examples.has(key.toLowerCase())) continue;
      const own = named.get(key) ?? (key === '' && cases.length === 1 ? first : undefined);
      if (own) readItem(own, read, row.cells, (column, id) => place(row.number, column, id), registry);
      else
        first?.findings.push({
          code: 'row-without-case',
          ...place(row.number, read.key ?? 0, KEY_COLUMN),
          given: key,
          ...nearestOf(key, named.keys()),
        });
    }
  }
  return cases.filter(({ values, findings }) => Object.keys(values).length > 0 || findings.length > 0).map(closed);
}

const closed = ({ key, place, values, findings, places }: OpenCase): ReadCase => ({
  ...{ key, place, values, findings },
  placeOf: (name) =>
    places.get(name) ??
    [...places].find(([other]) => other.startsWith(`${name}.`))?.[1] ?? { ...place, field: columnOfName(name) },
});

const openCase = (key: string, place: FilePlace): OpenCase => ({
  ...{ key, place, values: {}, findings: [] },
  ...{ places: new Map(), items: new Map() },
});

/** The names of the template's example in all languages. */
const wordsForExample = ({ locales }: Registry): ReadonlySet<string> =>
  new Set([...locales.values()].map((locale) => translate(locale, 'template.example').toLowerCase()));

type PlaceIn = (row: number, column: number, field: string) => FilePlace;
const placesIn =
  ({ name }: FileTable, index: number): PlaceIn =>
  (row, column, field) => ({
    ...{ table: index + 1, row, column: column + 1, field },
    ...(name === undefined ? {} : { sheet: name }),
  });

/** A row for each case. */
function readCaseRows(read: ColumnTable, place: PlaceIn, registry: Registry): OpenCase[] {
  const examples = wordsForExample(registry);
  const keyOf = (row: ColumnTable['rows'][number]) => (read.key === undefined ? '' : cellAt(row, read.key).text.trim());
  // A number that somebody has drawn down the column is no case.
  const rows = read.rows.filter(
    (row) =>
      !examples.has(keyOf(row).toLowerCase()) &&
      [...read.columns.keys()].some((column) => cellAt(row, column).text.trim() !== '' || cellAt(row, column).trouble),
  );
  if (rows.length > MOST_CASES_OF_FILE) throw new FileRefused('too-many-cases');
  return rows.map((row, index) => {
    const made = openCase(keyOf(row) || String(row.number), place(row.number, 0, KEY_COLUMN));
    if (index === 0) sayUnknown(read, place, made);
    for (const [column, { id, field, list }] of read.columns) {
      const name = nameOfColumn(list === undefined ? id : id.replace(`${columnOfName(list)}.`, `${columnOfName(list)}.1.`));
      readCell(made, { id, field }, name, cellAt(row, column), place(row.number, column, id), registry);
    }
    return made;
  });
}

/** One item of a list. */
function readItem(
  own: OpenCase,
  { columns, list }: ColumnTable,
  cells: readonly FileCell[],
  place: (column: number, id: string) => FilePlace,
  registry: Registry,
): void {
  const position = own.items.get(list!) ?? 0;
  own.items.set(list!, position + 1);
  for (const [column, { id, field }] of columns) {
    const name = field.path.replace(list!, `${list!}.${position}`);
    readCell(own, { id, field }, name, cells[column] ?? { text: '' }, place(column, id), registry);
  }
}

function readCell(
  own: OpenCase,
  { field }: Pick<CaseColumn, 'id' | 'field'>,
  name: string,
  { text, trouble }: FileCell,
  place: FilePlace,
  registry: Registry,
): void {
  own.places.set(name, place);
  if (trouble) own.findings.push({ code: trouble, ...place, given: '' });
  if (trouble || text.trim() === '') return;
  const answer = answerOf(field, text, registry);
  if ('values' in answer) own.values[name] = answer.values;
  else own.findings.push({ ...answer, ...place });
}

const allIds = [...ONCE, ...Object.entries(TEMPLATE_LISTS).flatMap(([list, keys]) => keys.map((key) => `${list}.${key}`))];

/** Heads that are no field are said once, with the first case. */
function sayUnknown({ unknown }: ColumnTable, place: PlaceIn, { findings }: OpenCase): void {
  for (const { row, column, given } of unknown)
    findings.push({
      code: 'column-unknown',
      ...place(row, column, given.slice(0, 60)),
      given: given.slice(0, 60),
      ...nearestOf(given, allIds),
    });
}

/** The one case of a document: a question in each row with its id printed, and prose under the headings of sections. */
function readQuestions({ door, tables, paragraphs }: OfficeFile, registry: Registry): OpenCase[] {
  if (door !== 'word') return [];
  let made: OpenCase | undefined;
  for (const [index, { rows }] of tables.entries())
    for (const row of rows) {
      const id = printedId(cellAt(row, 0).text);
      const column = id === undefined || id === KEY_COLUMN ? undefined : columnById(id);
      if (!column || column.list !== undefined || printedId(cellAt(row, 1).text) !== undefined) continue;
      const place: FilePlace = { table: index + 1, row: row.number, field: column.id };
      made ??= openCase('1', place);
      readCell(made, column, nameOfColumn(column.id), cellAt(row, 1), place, registry);
    }
  if (!made) return [];
  const vocabulary = registry.vocabularies.get('sections');
  let section: string | undefined;
  const prose = new Map<string, string[]>();
  for (const { text, markdown, isItem } of vocabulary ? paragraphs : []) {
    const plain = text.replace(PRINTED_SECTION, '').trim();
    const opened = [...registry.locales.keys()]
      .map((locale) => sectionOf(plain, SECTIONS, vocabulary!, locale))
      .find((found) => found !== undefined);
    if (opened !== undefined) prose.set((section = opened), []);
    else if (section !== undefined) prose.get(section)!.push(isItem ? `- ${markdown}` : markdown);
  }
  for (const [id, parts] of prose)
    if (parts.length > 0) made.values[`body.${id}`] = [parts.join('\n\n').replaceAll(/^(- .*)\n\n(?=- )/gm, '$1\n')];
  return [made];
}

const PRINTED_SECTION = /[‹⟨][^›⟩]*[›⟩]/;
