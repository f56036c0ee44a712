import type { SubmissionState } from './state.ts';

/** What GOVERNANCE.md promises: where reviewers have not agreed after two weeks, the editors decide and write down why. */
const REVIEW_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1000;

/** By when a submission that is being reviewed is decided on: so long after it was proposed. Undefined in any other state. */
export function decidedBy({
  state,
  times,
}: {
  state: SubmissionState;
  times: Partial<Record<SubmissionState, number>>;
}): number | undefined {
  const since = times.proposed ?? times['in-review'];
  return (state === 'proposed' || state === 'in-review') && since !== undefined ? since + REVIEW_DAYS * DAY_MS : undefined;
}
