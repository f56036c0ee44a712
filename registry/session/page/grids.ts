import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { quotes } from '../../case/page/quote.ts';
import { readStatementName } from '../../case/statement.ts';
import type { HtmlContent } from '../../page/html.ts';
import { signMark } from '../../page/sign.ts';
import type { Speaker } from '../../page/speaker.ts';
import { viewRecord } from '../../record/view.ts';
import { gridColumns, gridRows, markAt, statementsOfRow } from '../grid.ts';
import type { SessionView } from '../record.ts';
import type { Grid } from '../schema.ts';

/** The assessment grids of a session, each as a table, with the statements that its marks rest on folded below it. */
export function assessmentGrids(view: SessionView, speaker: Speaker): Element[] {
  const all = view.facts.grids ?? [];
  if (all.length === 0) return [];
  return [h('p', speaker.t('session.grids.intro')), ...all.flatMap((grid) => gridTable(grid, view, speaker))];
}

function gridTable(grid: Grid, view: SessionView, speaker: Speaker): Element[] {
  const { t, locale, registry, tagOf, label } = speaker;
  const langOf = (shown: { isFallback: boolean; language: string }) => (shown.isFallback ? tagOf(shown.language) : undefined);
  const rows = gridRows(grid, view, registry);
  const method = grid.method === undefined ? undefined : registry.methods.get(grid.method);
  const heading = (column: string): HtmlContent => {
    const record = registry.cases.get(column);
    if (!record) return grid.countries ? speaker.country(column) : column;
    const shown = viewRecord(record, locale.id);
    return h('a', { href: paths.case(locale.id, column), lang: langOf(shown) }, shown.facts.name);
  };
  const field = (row: string, column: string): HtmlContent[] => {
    const mark = markAt(grid, row, column);
    if (!mark) return [signMark('open', label('assessments', 'open'))];
    const [first, ...more] = mark.statements.map((name) => {
      const { case: id, anchor } = readStatementName(name)!;
      return `${paths.case(locale.id, id)}#${anchor}`;
    });
    return [
      h('a', { href: first }, [signMark(mark.mark, label('assessments', mark.mark))]),
      ...more.flatMap((href, index) => [
        ' ',
        h('a', { href, ariaLabel: `${label('assessments', mark.mark)} ${index + 2}` }, String(index + 2)),
      ]),
    ];
  };
  return [
    h('h3', { id: `grid-${grid.id}`, lang: langOf(view) }, grid.title),
    ...(method ? [h('p.small', byMethod(viewRecord(method, locale.id).facts.name, method.id, speaker))] : []),
    h('div.grid-scroll', { tabIndex: 0, role: 'group', ariaLabel: grid.title }, [
      h('table.grid.assessment-grid', [
        h('caption', t('session.grids.caption')),
        h(
          'thead',
          h('tr', [
            h('th', { scope: 'col' }, t('session.grids.question')),
            ...gridColumns(grid).map((column) => h('th', { scope: 'col' }, heading(column))),
          ]),
        ),
        h(
          'tbody',
          rows.map((row) =>
            h('tr', [
              h('th', { scope: 'row', lang: langOf(row.view) }, row.text),
              ...gridColumns(grid).map((column) => h('td', field(row.id, column))),
            ]),
          ),
        ),
      ]),
    ]),
    h('details', [
      h('summary', t('session.grids.statements')),
      ...rows.flatMap((row) => {
        const said = quotes(statementsOfRow(grid, row.id), speaker);
        return said.length > 0 ? [h('h4', { lang: langOf(row.view) }, row.text), ...said] : [];
      }),
    ]),
  ];
}

/** "Its rows are those of Pillars of transformation", with the name leading to the method. */
function byMethod(name: string, id: string, { t, locale }: Speaker): HtmlContent[] {
  const [before, after] = t('session.grids.rows', { method: '\n' }).split('\n');
  return [before!, h('a', { href: paths.record(locale.id, 'methods', id) }, name), after ?? ''];
}
