import type { CaseStatement } from '../case/statement.ts';

export type SinceThen = 'unchanged' | 'reworded' | 'changed' | 'withdrawn';

/** What a statement claims beside its words: of which kind it is, which way it goes, its figure, on what it rests. */
function claimOf(statement: CaseStatement): string {
  const sources = statement.sources.map(({ id }) => id).toSorted();
  if (statement.list === 'lesson') return JSON.stringify([statement.kind, statement.basis, sources]);
  const { direction, value, qualifier, unit, date, verdict } = statement;
  return JSON.stringify([direction, value, qualifier, unit, date, verdict, sources]);
}

const wordsOf = (statement: CaseStatement): string =>
  JSON.stringify(
    statement.list === 'lesson' ? [statement.text, statement.conditions, statement.caveat] : [statement.text, statement.who],
  );

/** What has become of a statement since it was quoted. */
export function compareStatement(then: CaseStatement, now: CaseStatement | undefined): SinceThen {
  if (!now) return 'withdrawn';
  if (claimOf(then) !== claimOf(now)) return 'changed';
  return wordsOf(then) === wordsOf(now) ? 'unchanged' : 'reworded';
}
