import { randomBytes } from 'node:crypto';
import { finding } from '#registry/finding/finding.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { type Entry, IdempotencyConflict, type Outbox, OutboxFull } from '#registry/outbox/outbox.ts';
import { problemOf, type SubmissionProblem } from '#registry/submission/check/problem.ts';
import type { SimilarCase } from '#registry/submission/check/similar.ts';
import * as submissions from '#registry/submission/check/validate.ts';
import { withCleanPictures } from '#registry/submission/draft/attachment.ts';
import type { Submission } from '#registry/submission/schema.ts';
import type { Edition } from '../edition/publication.ts';
import { type FieldError, ProblemError } from '../problem/problem-error.ts';

/** What taking a submission needs. */
export interface SubmissionServices {
  outbox: Outbox;
  /** The content as it is published now: it changes when a case is published, so it is asked for each time. */
  edition: () => Edition;
  /** Tells the worker that there is something to deliver. */
  wake: () => void;
  /** Checks what is to be accepted; when absent, that is done here, and everybody else waits meanwhile. */
  check?: Check;
}

/** What a check finds: the submission, when it can be read, and everything to say of it. */
export type Checked = Pick<submissions.Validation, 'submission' | 'problems'>;
export type Check = (input: unknown, options: ValidationOptions) => Promise<Checked>;

export interface ValidationOptions {
  /** The language in which problems are said. */
  locale: Locale;
  /** Milliseconds since 1970. */
  now: number;
  /** The lab whose token came with it; absent for the unverified lane. */
  lab?: string;
}

export interface AcceptanceOptions extends ValidationOptions {
  idempotencyKey?: string;
}

/** A submission that can be taken, and what there is to say of it nevertheless. */
export interface Validated {
  submission: Submission;
  /** What reviewers will ask or put right. */
  warnings: FieldError[];
  /** Published cases that it may be another telling of. */
  similar: SimilarCase[];
}

/** Seconds after which it is worth asking again when too many submissions wait. */
const FULL_RETRY_AFTER = 120;

/** Checks a submission and stores nothing. Throws ProblemError `submission-invalid` with all errors at once. */
export async function validateSubmission(
  { edition }: Pick<SubmissionServices, 'edition'>,
  input: unknown,
  options: ValidationOptions,
): Promise<Validated> {
  const { registry, tree, search } = edition();
  const context = { registry, tree, engine: search, day: dayOf(options.now), lab: options.lab };
  const { similar, ...checked } = await submissions.validateSubmission(input, context, options.locale);
  return { ...refuseErrors(checked, options.locale), similar };
}

/** The day of a time, YYYY-MM-DD. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const checkHere =
  (edition: SubmissionServices['edition']): Check =>
  (input, { locale, now, lab }) => {
    const { registry, tree } = edition();
    return submissions.validateSubmission(input, { registry, tree, day: dayOf(now), lab }, locale);
  };

function refuseErrors({ submission, problems }: Checked, locale: Locale): Omit<Validated, 'similar'> {
  const all = submission ? [...problems, ...findSecondPdf(submission, locale)] : problems;
  const errors = all.filter(({ severity }) => severity === 'error');
  if (!submission || errors.length > 0) throw new ProblemError('submission-invalid', { errors: errors.map(toFieldError) });
  return { submission, warnings: all.map(toFieldError) };
}

/**
 * Takes a submission in: when the promise resolves it is on disk, and will become a proposal. Throws ProblemError
 * `submission-invalid`, `idempotency-key-reused`, or `outbox-full` with the seconds to wait.
 */
export async function acceptSubmission(
  services: SubmissionServices,
  input: unknown,
  { idempotencyKey, ...options }: AcceptanceOptions,
): Promise<{ entry: Entry; isNew: boolean }> {
  // What is sent has been decided on: nobody would read which cases are similar.
  const check = services.check ?? checkHere(services.edition);
  const { submission } = refuseErrors(await check(input, options), options.locale);
  const { contact, ...payload } = withCleanPictures(submission);
  const entry = {
    // Whoever knows it may ask how the submission stands: 128 random bits.
    id: randomBytes(16).toString('hex'),
    payload,
    ...(contact ? { contact } : {}),
    ...(options.lab === undefined ? {} : { lab: options.lab }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
  try {
    const accepted = await services.outbox.accept(entry, options.now);
    if (accepted.isNew) services.wake();
    return accepted;
  } catch (error) {
    if (error instanceof IdempotencyConflict) throw new ProblemError('idempotency-key-reused');
    if (error instanceof OutboxFull) throw new ProblemError('outbox-full', { retryAfter: FULL_RETRY_AFTER });
    throw error;
  }
}

/** Reviewers read one document beside the record, not a pile of them. */
function findSecondPdf({ attachments = [] }: Submission, locale: Locale): SubmissionProblem[] {
  const pdfs = [...attachments.keys()].filter((index) => attachments[index]!.type === 'application/pdf');
  return pdfs
    .slice(1)
    .map((index) =>
      problemOf(finding('list-too-long', { file: '' }, { field: 'attachments (PDF)', max: 1 }), `/attachments/${index}`, locale),
    );
}

const toFieldError = ({ pointer, code, message, hint }: SubmissionProblem): FieldError => ({
  pointer,
  code,
  detail: message,
  hint,
});
