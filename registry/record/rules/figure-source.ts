import { finding } from '../../finding/finding.ts';
import { type Figure, findFigures, numbersIn } from '../../markdown/figure.ts';
import { type Statement, statementsOf } from '../../markdown/statement.ts';
import { valuesOf } from '../field-values.ts';
import type { RecordRule, RegistryRecord } from '../record.ts';
import { placeInBody, type RecordText, textsOf } from '../text.ts';

/**
 * A figure has its source in its own sentence, list item or table row, in the line that introduces the list or table, or where
 * the record gives the same figure with one.
 */
export const checkFigureSources: RecordRule = (record) =>
  textsOf(record).flatMap((text) =>
    bareStatements(text, record).map(({ figure: { figure, index } }) =>
      finding('figure-without-source', placeInBody(text, index), { given: figure }),
    ),
  );

/** A statement with a figure and no source. `figure.index` is an offset in the body. */
export interface BareStatement extends Statement {
  figure: Figure;
}

/** The statements of a text with a figure and no source, each with its first such figure. */
export function bareStatements(text: RecordText, record: RegistryRecord): BareStatement[] {
  const { body, root, locale } = text;
  if (!root) return [];
  const statements = statementsOf(root, body);
  // Numbers of a locator are not figures.
  const wordsOf = ({ start, end }: Statement) =>
    body.slice(start, end).replace(/\[@[^[\]\n]*\]/g, (cited) => ' '.repeat(cited.length));
  const cited = statements.filter(({ isCited }) => isCited);
  let known: ReadonlySet<string> | undefined;
  const isKnown = (digits: string) =>
    (known ??= new Set([...citedValues(record), ...cited.flatMap((statement) => numbersIn(wordsOf(statement)))])).has(digits);
  return statements.flatMap((statement) => {
    if (statement.isCited) return [];
    const found = findFigures(wordsOf(statement), locale).find(({ digits }) => !isKnown(digits));
    return found ? [{ ...statement, figure: { ...found, index: statement.start + found.index } }] : [];
  });
}

/** The figures of the front matter with a source beside them. */
const citedValues = (record: RegistryRecord): string[] =>
  valuesOf(record).flatMap(({ value, shape }) => {
    if (!shape) return [];
    const { value: figure, sources } = value as { value?: unknown; sources?: unknown };
    return typeof figure === 'number' && sources ? numbersIn(String(figure)) : [];
  });
