import { type ProblemCode } from './catalogue.ts';
import { ProblemError } from './problem-error.ts';

/** Errors of body-parser and Express by their `type` or `status`, as our problems. */
const BY_TYPE: Readonly<Record<string, ProblemCode>> = {
  'entity.parse.failed': 'body-malformed',
  'entity.too.large': 'body-too-large',
  'encoding.unsupported': 'media-type-unsupported',
  'charset.unsupported': 'media-type-unsupported',
};
const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  413: 'body-too-large',
  415: 'media-type-unsupported',
  416: 'range-not-satisfiable',
};

/** The problem for a thrown value; undefined when the caller did not cause it. */
export function problemFrom(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  const { status, type } = (error ?? {}) as { status?: number; type?: string };
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  return new ProblemError(BY_TYPE[type ?? ''] ?? BY_STATUS[status] ?? 'bad-request');
}
