import { randomBytes } from 'node:crypto';
import type { Locale } from '#registry/locale/locale.ts';
import type { Registry } from '#registry/registry.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { type Entry, IdempotencyConflict, type Outbox, OutboxFull } from '#registry/submission/outbox.ts';
import { schemaFor, type Submission } from '#registry/submission/schema.ts';
import { type FieldError, ProblemError } from './problem/problem-error.ts';

/** What taking a submission needs. The registry and its index change when a case is published: they are asked for each time. */
export interface SubmissionServices {
  outbox: Outbox;
  registry: () => Registry;
  search: () => SearchEngine;
  /** Tells the worker that there is something to deliver. */
  wake: () => void;
}

export interface ValidationOptions {
  /** The language in which findings are said. */
  locale: Locale;
  /** Milliseconds since 1970. */
  now: number;
  /** The lab whose token came with it; absent for the unverified lane. */
  lab?: string;
}

export interface AcceptanceOptions extends ValidationOptions {
  idempotencyKey?: string;
}

/**
 * What is right with a submission, in the form in which it is kept, and what reviewers would ask about it. Throws ProblemError
 * `submission-invalid` with all errors at once. Stores nothing.
 */
export async function validateSubmission(
  _services: Pick<SubmissionServices, 'registry' | 'search'>,
  input: unknown,
  _options: ValidationOptions,
): Promise<{ submission: Submission; warnings: FieldError[] }> {
  const read = schemaFor(input).safeParse(input);
  if (read.success) return { submission: read.data as Submission, warnings: [] };
  const errors = read.error.issues.map(({ path, code, message }) => ({ pointer: path.map((key) => `/${String(key)}`).join(''), code, detail: message, hint: '' }));
  throw new ProblemError('submission-invalid', { errors });
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
  const { submission } = await validateSubmission(services, input, options);
  const { contact, ...payload } = submission;
  try {
    const accepted = await services.outbox.accept(
      {
        id: randomBytes(16).toString('hex'),
        payload,
        ...(contact ? { contact } : {}),
        ...(options.lab === undefined ? {} : { lab: options.lab }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      },
      options.now,
    );
    services.wake();
    return accepted;
  } catch (error) {
    if (error instanceof IdempotencyConflict) throw new ProblemError('idempotency-key-reused');
    if (error instanceof OutboxFull) throw new ProblemError('outbox-full', { retryAfter: 60 });
    throw error;
  }
}
