import { byLastDay, lastDay } from '../record/last-day.ts';
import { type Records, recordsOf } from '../record/record.ts';
import { caseKind } from './kind.ts';
import type { CaseRecord } from './record.ts';
import type { Case } from './schema.ts';

/** Whether a case has not begun and tells no results. */
export const owesResults = ({ lifecycle, results = [] }: Case): boolean => lifecycle?.stage === 'planned' && results.length === 0;

/** The day on which such a case owes results, or as much of it as is known: that of its first milestone that is not done. */
export function resultsOwed(facts: Case): string | undefined {
  if (!owesResults(facts)) return undefined;
  const days = (facts.milestones ?? []).flatMap(({ due, status }) =>
    due === undefined || status === 'done' ? [] : [String(due)],
  );
  return days.toSorted(byLastDay)[0];
}

/** Whether a day, month or year is over on a day (YYYY-MM-DD). */
export const isPast = (on: string, today: string): boolean => lastDay(on) < today;

/** The cases that owe results, the one that owes them first at the beginning. */
export const plannedCases = (registry: Pick<Records, 'records'>): CaseRecord[] =>
  [...recordsOf(registry, caseKind).values()]
    .filter(({ facts }) => owesResults(facts))
    .map((record) => ({ record, due: resultsOwed(record.facts) ?? '9999' }))
    .toSorted((a, b) => byLastDay(a.due, b.due) || (a.record.id < b.record.id ? -1 : 1))
    .map(({ record }) => record);
