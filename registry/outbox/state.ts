import type { ProposalState } from '../forge/forge.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';

/** The states of a submission. Parked means that it waits for an operator; the reason is stored with it. */
export const SUBMISSION_STATES = ['received', 'proposed', 'in-review', 'published', 'declined', 'parked'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** Decisions are final, except that a reviewer may reopen a declined proposal. */
export const isDecided = (state: SubmissionState) => state === 'published' || state === 'declined';

/** The state of a submission for the state of its proposal, whatever it was before: the forge decides. */
export function submissionState(status: ProposalState['status']): SubmissionState {
  return status === 'merged' ? 'published' : status === 'closed' ? 'declined' : 'in-review';
}

/** Why a submission is parked; the texts are in content/locales as `submission.parked.<reason>`. */
export const PARK_REASONS = ['refused', 'changed', 'invalid', 'no-id', 'exhausted', 'crashing'] as const;
export type ParkReason = (typeof PARK_REASONS)[number];

/** A state in a reader's language: its name, the next step, and for a parked one the reason. */
export function describeState(
  state: SubmissionState,
  locale: Locale,
  parked?: ParkReason,
): { label: string; next: string; reason?: string } {
  return {
    label: translate(locale, `submission.state.${state}`),
    next: translate(locale, `submission.next.${state}`),
    ...(parked === undefined ? {} : { reason: translate(locale, `submission.parked.${parked}`) }),
  };
}
