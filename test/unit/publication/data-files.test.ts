import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import type { CaseView } from '#registry/case/record.ts';
import { openTextStore } from '#registry/content/text-store.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { dataTables } from '#registry/publication/data-tables.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Context } from '../../../site/src/lib/context.ts';
import { type DataFiles, makeDataFiles } from '../../../site/src/lib/data-files.ts';
import { registry } from '../../real-content.ts';

const views = [...registry.cases.values()].map((record): CaseView => viewRecord(record, 'pt'));
const context = {
  ...makeSpeaker(registry, registry.locales.get('pt')!),
  siteUrl: 'https://registry.example',
  views: () => views,
  modified: () => '2026-05-04',
  version: () => 'abc1234',
} as unknown as Context;

const store = openTextStore();
afterAll(() => store.close());

/** Which part it says it is, and how many rows below the titles each sheet has after the first. */
function sheetsOf({ files }: DataFiles, name: string): { part: string | undefined; rows: number[] } {
  const parts = unzipSync(files.get(name)!.read() as Uint8Array);
  const [, ...sheets] = Object.keys(parts)
    .filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .toSorted();
  return {
    part: /Parte \d+ de [^<]+/.exec(strFromU8(parts['xl/sharedStrings.xml']!))?.[0],
    rows: sheets.map((name) => strFromU8(parts[name]!).match(/<row /g)!.length - 1),
  };
}

test('tables of many cases are the same files, and their spreadsheets are several, with each case in one of them', async () => {
  const one = await makeDataFiles(context, store);
  const several = await makeDataFiles(context, store, 40);
  expect(one.workbooks).toEqual(['registry-pt.xlsx']);
  expect(several.workbooks).toEqual(['registry-pt-1.xlsx', 'registry-pt-2.xlsx', 'registry-pt-3.xlsx']);
  expect(several.tables).toEqual(one.tables);

  const tables = [...one.files.keys()].filter((name) => name.endsWith('.csv'));
  expect(tables).toHaveLength(one.tables.length * one.separators.length);
  for (const name of tables) expect(several.files.get(name)!.read(), name).toBe(one.files.get(name)!.read());
  for (const { files } of [one, several])
    for (const [name, { size, read }] of files) expect(Buffer.from(read()).length, name).toBe(size);

  const all = sheetsOf(one, 'registry-pt.xlsx');
  const parts = several.workbooks.map((name) => sheetsOf(several, name));
  expect(parts.map(({ rows }) => rows[0])).toEqual([40, 40, views.length - 80]);
  const sum = (table: number) => parts.reduce((rows, part) => rows + part.rows[table]!, 0);
  // Not the sources, of which a part has those that its cases cite.
  expect(all.rows.slice(0, -1).map((_rows, table) => sum(table))).toEqual(all.rows.slice(0, -1));
  expect(all.rows.at(-1)).toBeLessThan(sum(all.rows.length - 1));

  const ids = [...registry.cases.keys()].toSorted();
  expect(all.part).toBeUndefined();
  for (const [index, { part }] of parts.entries())
    expect(part).toContain(
      `Parte ${index + 1} de 3: do caso “${ids[40 * index]}” ao caso “${ids.slice(0, 40 * index + 40).at(-1)}”`,
    );
});

describe('the tables', () => {
  const speaker = makeSpeaker(registry, registry.locales.get('pt')!);
  const { t } = speaker;
  const tables = dataTables(views, { speaker, siteUrl: 'https://registry.example', version: () => 'abc1234' });
  /** What a table has in a column, cell by cell. */
  const column = (table: string, title: string) => {
    const { columns, rows } = tables.find(({ name }) => name === table)!;
    const at = columns.findIndex((each) => each.title === title);
    return rows.map((row) => String(row[at] ?? ''));
  };
  const code = (words: string) => t('table.code', { name: t(`table.${words}`) });
  const idsIn = (cell: string) => (cell === '' ? [] : cell.split('; '));

  test('lead from each row to the rows of its sources, whose ids are their own', () => {
    const known = column('sources', t('table.id'));
    expect(new Set(known).size).toBe(known.length);
    const cited = ['verdicts', 'results', 'lessons', 'conditions', 'costs'].flatMap((name) =>
      column(name, t('table.source-ids')),
    );
    expect(cited.flatMap(idsIn).length).toBeGreaterThan(views.length);
    expect(cited.flatMap(idsIn).filter((id) => !known.includes(id))).toEqual([]);
    const ofLessons = views.flatMap(({ facts }) => (facts.lessons ?? []).map(({ sources }) => (sources ?? []).length));
    expect(column('lessons', t('table.source-ids')).map((cell) => idsIn(cell).length)).toEqual(ofLessons);
  });

  test('name labs and languages by their ids too, which are the same in each language', () => {
    expect(column('cases', code('steward'))).toEqual(views.map(({ facts }) => facts.steward));
    expect(column('cases', code('language'))).toEqual(views.map(({ language }) => language));
    expect(column('sources', code('source-language'))).toContain('en');
    expect(new Set(column('results', code('qualifier')))).toContain('about');
  });
});
