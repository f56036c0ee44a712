import { type Records, recordsOf } from '../record/record.ts';
import { caseKind } from './kind.ts';
import type { CaseRecord } from './record.ts';
import type { Case } from './schema.ts';

/**
 * The day on which a planned case owes results, or as much of it as is known: that of its first milestone that is not done. None
 * once it has any.
 */
export function resultsOwed({ lifecycle, milestones = [], results = [] }: Case): string | undefined {
  if (lifecycle?.stage !== 'planned' || results.length > 0) return undefined;
  const days = milestones.flatMap(({ due, status }) => (due === undefined || status === 'done' ? [] : [String(due)]));
  return days.toSorted()[0];
}

/** Whether a day, month or year is over on a day (YYYY-MM-DD). */
export const isPast = (on: string, today: string): boolean => on < today.slice(0, on.length);

/** Cases that have not begun and tell no results, the one that owes them first at the beginning. */
export const plannedCases = (registry: Pick<Records, 'records'>): { record: CaseRecord; due: string | undefined }[] =>
  [...recordsOf(registry, caseKind).values()]
    .filter(({ facts }) => facts.lifecycle?.stage === 'planned' && !facts.results?.length)
    .map((record) => ({ record, due: resultsOwed(record.facts) }))
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || (a.record.id < b.record.id ? -1 : 1));
