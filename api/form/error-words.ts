import type { Response } from 'express';
import type { StringKey } from '#registry/locale/locale.ts';
import { type ProblemCode } from '../problem/catalogue.ts';
import { ProblemError } from '../problem/problem-error.ts';

const WORDS: Readonly<Partial<Record<ProblemCode, StringKey>>> = {
  'too-many-requests': 'form.tooMany',
  'check-took-too-long': 'form.tookTooLong',
  'outbox-full': 'form.full',
  'idempotency-key-reused': 'form.sentBefore',
};

/** What a page says of an error, above what was typed. */
export const errorWords = (error: unknown): StringKey =>
  (error instanceof ProblemError ? WORDS[error.code] : undefined) ?? 'form.failed';

/** Tells a program when to come back, as the problem itself would. */
export function setRetryAfter(response: Response, error: unknown): void {
  if (error instanceof ProblemError && error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
}
