import { randomBytes } from 'node:crypto';
import { type Entry, IdempotencyConflict, type Outbox, OutboxFull } from '#registry/outbox/outbox.ts';
import type { SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import { findAmong } from '#registry/federation/foreign.ts';
import { findSimilar, type SimilarCase } from '#registry/submission/check/similar.ts';
import { isImprovement, isNewRecord } from '#registry/submission/schema.ts';
import type { Checks, SubmissionCheckOptions } from '../checking/checks.ts';
import type { Checked } from '../checking/task.ts';
import type { Edition } from '../edition/publication.ts';
import { type FieldError, ProblemError } from '../problem/problem-error.ts';

/** The services needed to accept submissions. */
export interface SubmissionServices {
  outbox: Outbox;
  /** The published edition; called each time, because it changes when a case is published. */
  edition: () => Edition;
  checks: Checks;
  /** Wakes the worker. */
  wake: () => void;
}

export interface AcceptanceOptions extends SubmissionCheckOptions {
  idempotencyKey?: string;
}

/** Seconds until a retry makes sense when the outbox is full. */
const FULL_RETRY_AFTER = 120;

/**
 * Checks a submission without storing it. Returns warnings for reviewers and similar published cases. Throws ProblemError
 * `submission-invalid` with all errors at once.
 */
export async function checkForErrors(
  { checks, edition }: Pick<SubmissionServices, 'checks' | 'edition'>,
  input: unknown,
  options: SubmissionCheckOptions,
): Promise<{ warnings: FieldError[]; similar: SimilarCase[] }> {
  const { submission, problems } = refuseErrors(await checks.check(input, { ...options, accepts: false }));
  const { registry, search, foreign } = edition();
  const isNewCase = !isNewRecord(submission) && !isImprovement(submission);
  const similar = isNewCase ? await findSimilar(submission, registry, search, findAmong(foreign)) : [];
  return { warnings: problems.map(toFieldError), similar };
}

function refuseErrors({ submission, problems, ...rest }: Checked): Required<Pick<Checked, 'submission'>> & Checked {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!submission || errors.length > 0) throw new ProblemError('submission-invalid', { errors: errors.map(toFieldError) });
  return { submission, problems, ...rest };
}

/**
 * Checks and accepts a submission: when the promise resolves, it is on disk and will become a proposal. Throws ProblemError
 * `submission-invalid`, or the errors of keepSubmission.
 */
export async function checkAndAccept(
  services: Pick<SubmissionServices, 'checks' | 'outbox' | 'wake'>,
  input: unknown,
  { idempotencyKey, ...options }: AcceptanceOptions,
): Promise<{ entry: Entry; isNew: boolean }> {
  // The sender has decided to send, so similar cases are not computed.
  const checked = refuseErrors(await services.checks.check(input, { ...options, accepts: true }));
  const { now, lab } = options;
  return await keepSubmission(services, checked, {
    now,
    ...(lab === undefined ? {} : { lab }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
}

/** Stores a checked submission. Throws ProblemError `idempotency-key-reused`, or `outbox-full` with the seconds to wait. */
export async function keepSubmission(
  { outbox, wake }: Pick<SubmissionServices, 'outbox' | 'wake'>,
  { submission, original }: Checked,
  { now, ...sent }: { now: number; lab?: string; idempotencyKey?: string },
): Promise<{ entry: Entry; isNew: boolean }> {
  const { contact, ...payload } = submission!;
  const entry = {
    // The id gives access to the submission's status: 128 random bits.
    id: randomBytes(16).toString('hex'),
    payload,
    ...(contact ? { contact } : {}),
    ...(original ? { original } : {}),
    ...sent,
  };
  try {
    const accepted = await outbox.accept(entry, now);
    if (accepted.isNew) wake();
    return accepted;
  } catch (error) {
    if (error instanceof IdempotencyConflict) throw new ProblemError('idempotency-key-reused');
    if (error instanceof OutboxFull) throw new ProblemError('outbox-full', { retryAfter: FULL_RETRY_AFTER });
    throw error;
  }
}

export const toFieldError = ({ pointer, code, message, hint }: SubmissionProblem): FieldError => ({
  pointer,
  code,
  detail: message,
  hint,
});
