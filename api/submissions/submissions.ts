import { randomBytes } from 'node:crypto';
import { type Entry, IdempotencyConflict, type Outbox, OutboxFull } from '#registry/outbox/outbox.ts';
import type { SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import { findSimilar, type SimilarCase } from '#registry/submission/check/similar.ts';
import { isImprovement } from '#registry/submission/schema.ts';
import type { Checks, SubmissionCheckOptions } from '../checking/checks.ts';
import type { Checked } from '../checking/task.ts';
import type { Edition } from '../edition/publication.ts';
import { type FieldError, ProblemError } from '../problem/problem-error.ts';

/** What taking a submission needs. */
export interface SubmissionServices {
  outbox: Outbox;
  /** The content as it is published now: it changes when a case is published, so it is asked for each time. */
  edition: () => Edition;
  checks: Checks;
  /** Tells the worker that there is something to deliver. */
  wake: () => void;
}

export interface AcceptanceOptions extends SubmissionCheckOptions {
  idempotencyKey?: string;
}

/** Seconds after which it is worth asking again when too many submissions wait. */
const FULL_RETRY_AFTER = 120;

/**
 * Checks a submission and stores nothing; gives what reviewers will ask or put right, and published cases that it may be another
 * telling of. Throws ProblemError `submission-invalid` with all errors at once.
 */
export async function checkForErrors(
  { checks, edition }: Pick<SubmissionServices, 'checks' | 'edition'>,
  input: unknown,
  options: SubmissionCheckOptions,
): Promise<{ warnings: FieldError[]; similar: SimilarCase[] }> {
  const { submission, problems } = refuseErrors(await checks.check(input, { ...options, accepts: false }));
  const { registry, search } = edition();
  const similar = isImprovement(submission) ? [] : await findSimilar(submission, registry, search);
  return { warnings: problems.map(toFieldError), similar };
}

function refuseErrors({ submission, problems, ...rest }: Checked): Required<Pick<Checked, 'submission'>> & Checked {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!submission || errors.length > 0) throw new ProblemError('submission-invalid', { errors: errors.map(toFieldError) });
  return { submission, problems, ...rest };
}

/**
 * Checks a submission and takes it in: when the promise resolves it is on disk, and will become a proposal. Throws ProblemError
 * `submission-invalid`, or as keepSubmission does.
 */
export async function checkAndAccept(
  services: Pick<SubmissionServices, 'checks' | 'outbox' | 'wake'>,
  input: unknown,
  { idempotencyKey, ...options }: AcceptanceOptions,
): Promise<{ entry: Entry; isNew: boolean }> {
  // What is sent has been decided on: nobody would read which cases are similar.
  const checked = refuseErrors(await services.checks.check(input, { ...options, accepts: true }));
  const { now, lab } = options;
  return await keepSubmission(services, checked, {
    now,
    ...(lab === undefined ? {} : { lab }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
}

/** Takes in what was checked. Throws ProblemError `idempotency-key-reused`, or `outbox-full` with the seconds to wait. */
export async function keepSubmission(
  { outbox, wake }: Pick<SubmissionServices, 'outbox' | 'wake'>,
  { submission, original }: Checked,
  { now, ...sent }: { now: number; lab?: string; idempotencyKey?: string },
): Promise<{ entry: Entry; isNew: boolean }> {
  const { contact, ...payload } = submission!;
  const entry = {
    // Whoever knows it may ask how the submission stands: 128 random bits.
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

const toFieldError = ({ pointer, code, message, hint }: SubmissionProblem): FieldError => ({
  pointer,
  code,
  detail: message,
  hint,
});
