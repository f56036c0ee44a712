import { gridColumns, gridRows, type GridRow, markAt, statementsOfRow } from '../session/grid.ts';
import type { SessionView } from '../session/record.ts';
import type { Grid } from '../session/schema.ts';
import { paths } from '../addresses.ts';
import { viewRecord } from '../record/view.ts';
import type { Block, PackText, Run } from './document.ts';
import type { PackSource } from './source.ts';

/** What is met in each case or country and what is open, as tables, each with the statements that its marks rest on. */
export function gridChapter(view: SessionView, source: PackSource): Block[] {
  const { words } = source;
  const all = view.facts.grids ?? [];
  if (all.length === 0) return [];
  return [
    { type: 'heading', level: 1, id: 'grids', text: words.say('session.grids') },
    { type: 'paragraph', style: 'text', runs: [words.say('session.grids.intro')] },
    ...all.flatMap((grid) => gridTable(grid, view, source)),
  ];
}

function gridTable(grid: Grid, view: SessionView, source: PackSource): Block[] {
  const { words, registry, speaker, viewOf } = source;
  const columns = gridColumns(grid);
  const rows = gridRows(grid, view, registry);
  const ask = (row: GridRow) => words.of(row.view, row.field, row.text);
  const head = (column: string): PackText => {
    const record = registry.cases.get(column);
    if (record) return words.of(viewOf(record), 'name', viewOf(record).facts.name);
    return grid.countries ? words.country(column) : words.fact(column);
  };
  /** The mark leads to the first statement that it rests on, a number to each further one. */
  const field = (row: string, column: string): Run[] => {
    const mark = markAt(grid, row, column);
    if (!mark) return [{ ...words.label('assessments', 'open'), sign: 'open' }];
    const said: Run = { ...words.label('assessments', mark.mark), sign: mark.mark, strong: true };
    const hrefs = mark.statements.flatMap(source.quote).map(({ href }) => href);
    return [
      hrefs[0] === undefined ? said : { ...said, href: hrefs[0] },
      ...hrefs.slice(1).map((href, index): Run => ({ ...words.number(index + 2), href })),
    ];
  };
  const method = grid.method === undefined ? undefined : registry.methods.get(grid.method);
  const shown = method && viewRecord(method, speaker.locale.id);
  return [
    { type: 'heading', level: 2, id: `grid-${grid.id}`, text: words.of(view, `grids.${grid.id}.title`, grid.title) },
    ...(shown
      ? [
          {
            type: 'paragraph' as const,
            style: 'small' as const,
            runs: [
              {
                ...words.say('session.grids.rows', { method: shown.facts.name }),
                href: source.address(paths.record(speaker.locale.id, 'methods', shown.id)),
              },
            ],
          },
        ]
      : []),
    {
      type: 'table',
      caption: words.say('session.grids.caption'),
      head: [words.say('session.grids.question'), ...columns.map(head)],
      widths: [2.2, ...columns.map(() => 1)],
      rows: rows.map((row) => [[ask(row)], ...columns.map((column) => field(row.id, column))]),
    },
    ...rows.flatMap((row): Block[] => {
      const items = statementsOfRow(grid, row.id).flatMap(source.quote);
      if (items.length === 0) return [];
      return [
        { type: 'heading', level: 3, id: `grid-${grid.id}-${row.id}`, text: ask(row) },
        { type: 'statements', compact: true, items },
      ];
    }),
  ];
}
