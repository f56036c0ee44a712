import { caseKind } from '../../case/kind.ts';
import { readStatementName } from '../../case/statement.ts';
import { finding } from '../../finding/finding.ts';
import { recordsOf } from '../../record/record.ts';
import type { CommitmentRule } from '../record.ts';

/** Links that say that somebody learned from somebody. */
const LEARNED = ['adapted-from', 'inspired-by'];

/** The case that came of a commitment says from which it learned: that is how lineage grows. */
export const checkFulfilled: CommitmentRule = ({ facts, source }, registry) => {
  const made = facts.case === undefined ? undefined : recordsOf(registry, caseKind).get(facts.case);
  if (!made) return [];
  const from = facts.because.map((name) => readStatementName(name)!.case);
  const isSaid = (made.facts.lineage ?? []).some(
    (link) => LEARNED.includes(link.relation) && link.case !== undefined && from.includes(link.case),
  );
  if (isSaid || from.includes(made.id)) return [];
  return [
    finding('commitment-without-lineage', source.yaml.locate(['case']), { given: made.id, from: [...new Set(from)].join(', ') }),
  ];
};
