import { closest } from '../../finding/closest.ts';
import { type Finding, finding } from '../../finding/finding.ts';
import { viewRecord } from '../../record/view.ts';
import { gridColumns, gridRows, markAt, speaksOf } from '../grid.ts';
import type { SessionRule } from '../record.ts';

/** A grid has rows and columns of one sort, and each mark stands once, in a field that there is, on what its own case or country says. */
export const checkGrids: SessionRule = (record, registry) => {
  const view = viewRecord(record, record.facts.language);
  return (record.facts.grids ?? []).flatMap((grid, index): Finding[] => {
    const at = (...path: (string | number)[]) => record.source.yaml.locate(['grids', index, ...path]);
    const rows = gridRows(grid, view, registry).map(({ id }) => id);
    const columns = gridColumns(grid);
    const isWhole = rows.length > 0 && (grid.cases === undefined) !== (grid.countries === undefined);
    if (!isWhole) return [finding('grid-incomplete', at('id'), { given: grid.id })];
    return (grid.marks ?? []).flatMap((mark, position): Finding[] => {
      const misplaced = (given: string, known: readonly string[]) => [
        finding('grid-mark-misplaced', at('marks', position), { given, suggestion: closest(given, known) ?? known.join(', ') }),
      ];
      if (!rows.includes(mark.row)) return misplaced(mark.row, rows);
      if (!columns.includes(mark.column)) return misplaced(mark.column, columns);
      if (markAt(grid, mark.row, mark.column) !== mark) return misplaced(`${mark.row}, ${mark.column}`, []);
      return mark.statements
        .filter((statement) => !speaksOf(statement, mark.column, registry))
        .map((given) => finding('grid-mark-unsupported', at('marks', position), { given, column: mark.column }));
    });
  });
};
