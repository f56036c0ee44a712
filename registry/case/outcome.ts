import type { Outcome, Verdict } from './schema.ts';

/** Outcomes with a result; the other two say that it is too early or unknown. */
const CONCLUSIVE: readonly Outcome[] = ['worked', 'mixed', 'did-not-work'];

/** Whether an outcome states a result. */
export const isConclusive = (outcome: Outcome): boolean => CONCLUSIVE.includes(outcome);

/**
 * The outcome of a whole case, computed from its verdicts. The rule is published on the page about evidence:
 * 1. If the first verdict, on what the case set out to do, states no result yet, that is the outcome.
 * 2. Otherwise, if another verdict states a different result, the outcome is mixed.
 * 3. Otherwise it is that of the first verdict.
 */
export function outcomeOf(verdicts: readonly Pick<Verdict, 'outcome'>[]): Outcome {
  const first = verdicts[0]?.outcome ?? 'unknown';
  if (!isConclusive(first)) return first;
  const differs = verdicts.some(({ outcome }) => isConclusive(outcome) && outcome !== first);
  return differs ? 'mixed' : first;
}

/** All outcomes under which a reader may filter a case: its own and that of each verdict. */
export const outcomesOf = (verdicts: readonly Pick<Verdict, 'outcome'>[]): Outcome[] => [
  ...new Set([outcomeOf(verdicts), ...verdicts.map(({ outcome }) => outcome)]),
];
