import { caseKind } from '../case/kind.ts';
import { isPast, resultsOwed } from '../case/planned.ts';
import { byLastDay, lastDay } from '../record/last-day.ts';
import { type Records, recordsOf, type RegistryRecord } from '../record/record.ts';
import { commitmentKind } from './kind.ts';
import { isFinal, statusOf } from './status.ts';

/** How long before a record's day its lab is told. */
export const NOTICE_DAYS = 60;

export interface Due {
  record: RegistryRecord;
  /** A review that is near, a report on a commitment, results of something that was planned. */
  what: 'review' | 'report' | 'results';
  /** The lab that owes it. */
  lab: string;
  /** YYYY-MM-DD, or as much of it as is known. */
  on: string;
  isOverdue: boolean;
}

const found = new WeakMap<Records['records'], Map<string, readonly Due[]>>();

/** What labs owe on a day or soon after, the oldest first: reviews, reports on commitments, results of what is planned. */
export function dueOn(registry: Pick<Records, 'records'>, today: string, days = NOTICE_DAYS): readonly Due[] {
  const known = found.get(registry.records) ?? new Map<string, readonly Due[]>();
  found.set(registry.records, known);
  const asked = `${today} ${days}`;
  if (!known.has(asked)) known.set(asked, findDue(registry, today, days));
  return known.get(asked)!;
}

function findDue(registry: Pick<Records, 'records'>, today: string, days: number): Due[] {
  const until = new Date(Date.parse(today) + days * 24 * 3_600_000).toISOString().slice(0, 10);
  const at = (record: RegistryRecord, what: Due['what'], lab: string, on: string): Due[] =>
    lastDay(on) <= until ? [{ record, what, lab, on, isOverdue: isPast(on, today) }] : [];
  const all = [...registry.records.values()].flatMap((records) => [...records.values()]);
  const reviews = all.flatMap((record) => {
    const { reviewBy, steward } = record.facts as { reviewBy?: string; steward?: string };
    return reviewBy === undefined || steward === undefined ? [] : at(record, 'review', steward, reviewBy);
  });
  const reports = [...recordsOf(registry, commitmentKind).values()].flatMap((record) => {
    const status = statusOf(record.facts, today);
    const isOwed = !isFinal(status) && (record.facts.due >= today || status === 'silent');
    return isOwed ? at(record as unknown as RegistryRecord, 'report', record.facts.lab, record.facts.due) : [];
  });
  const results = [...recordsOf(registry, caseKind).values()].flatMap((record) => {
    const { steward } = record.facts;
    const first = resultsOwed(record.facts);
    return first === undefined ? [] : at(record as unknown as RegistryRecord, 'results', steward, first);
  });
  return [...reviews, ...reports, ...results].toSorted((a, b) => byLastDay(a.on, b.on) || (a.record.id < b.record.id ? -1 : 1));
}
