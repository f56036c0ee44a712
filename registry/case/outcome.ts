import type { Outcome, Verdict } from './schema.ts';

/** Outcomes that say how it went; the other two say that nobody can tell yet. */
const CONCLUSIVE: readonly Outcome[] = ['worked', 'mixed', 'did-not-work'];

/** Whether an outcome says how it went. */
export const isConclusive = (outcome: Outcome): boolean => CONCLUSIVE.includes(outcome);

/**
 * The outcome of a whole case, made of its verdicts. The rule is published on the page about evidence:
 * 1. If nobody can tell yet about what the case set out to do (its first verdict), that is the outcome.
 * 2. Otherwise, if another verdict says something else, the outcome is mixed.
 * 3. Otherwise it is that of the first verdict.
 */
export function outcomeOf(verdicts: readonly Pick<Verdict, 'outcome'>[]): Outcome {
  const first = verdicts[0]?.outcome ?? 'unknown';
  if (!isConclusive(first)) return first;
  const differs = verdicts.some(({ outcome }) => isConclusive(outcome) && outcome !== first);
  return differs ? 'mixed' : first;
}

/** Every outcome that a reader who filters by outcome may mean: that of the case, and that of each verdict. */
export const outcomesOf = (verdicts: readonly Pick<Verdict, 'outcome'>[]): Outcome[] => [
  ...new Set([outcomeOf(verdicts), ...verdicts.map(({ outcome }) => outcome)]),
];
