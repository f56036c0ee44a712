import type { Commitment } from './schema.ts';

type Report = NonNullable<Commitment['reports']>[number];
export type CommitmentStatus = Report['status'] | 'open' | 'silent';

/** The order in which a board shows them: what needs somebody first. */
export const STATUSES: readonly CommitmentStatus[] = ['silent', 'late', 'at-risk', 'open', 'on-track', 'dropped', 'done'];

/** Nothing more is owed. */
export const isFinal = (status: CommitmentStatus): boolean => status === 'done' || status === 'dropped';

/** The report that was made last. */
export const lastReport = ({ reports = [] }: Pick<Commitment, 'reports'>): Report | undefined =>
  reports.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);

/**
 * How a commitment stands on a day (YYYY-MM-DD): as the lab said last; `silent` when the day on which it owed a report has passed
 * and it has made none since. That is worked out, and nobody writes it.
 */
export function statusOf(commitment: Pick<Commitment, 'reports' | 'due'>, today: string): CommitmentStatus {
  const last = lastReport(commitment);
  if (last && isFinal(last.status)) return last.status;
  if (commitment.due < today && (!last || last.on < commitment.due)) return 'silent';
  return last?.status ?? 'open';
}
