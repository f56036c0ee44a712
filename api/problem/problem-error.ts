import { type ProblemCode, problems } from './catalogue.ts';

/** One thing to mend in what was sent, in the caller's language. */
export interface FieldError {
  /** RFC 6901, `/case/title`: the field. Empty for the whole. */
  pointer: string;
  /** A code of the findings' catalogue. */
  code: string;
  detail: string;
  /** What to write instead; may be empty. */
  hint: string;
}

/** An answer that is a problem: whoever catches it says it as problem+json (problem.ts), or shows it on a page. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: readonly FieldError[];
  /** Seconds after which to try again. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, { errors = [], retryAfter }: { errors?: readonly FieldError[]; retryAfter?: number } = {}) {
    super(code);
    this.code = code;
    this.status = problems[code];
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}
