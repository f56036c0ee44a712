import { readStatementName } from '../../case/statement.ts';
import { statementsOfCase } from '../../case/rules/statement.ts';
import { finding } from '../../finding/finding.ts';
import type { SessionRule } from '../record.ts';
import { casesOfSession } from '../selection.ts';

/** Whoever reads one page only reads of something that failed too, when a chosen case has such a lesson. */
export const checkFailureShown: SessionRule = ({ facts, source }, registry) => {
  const fails = (name: string) => {
    const { case: id, anchor } = readStatementName(name)!;
    const statement = statementsOfCase(registry, id)?.get(anchor);
    return statement?.list === 'lesson' && statement.kind === 'fails';
  };
  const there = casesOfSession(facts, registry).flatMap(({ id, facts: { lessons = [] } }) =>
    lessons.filter(({ kind }) => kind === 'fails').map((lesson) => `${id}#lesson-${lesson.id}`),
  );
  if (there.length === 0 || facts.highlights.some(fails)) return [];
  return [finding('highlights-without-failure', source.yaml.locate(['highlights'], { key: true }), { example: there[0]! })];
};
