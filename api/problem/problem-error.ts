import { type ProblemCode, problems } from './catalogue.ts';

/** One error in what was sent, in the caller's language. */
export interface FieldError {
  /** RFC 6901, `/case/title`. Empty for the whole value. */
  pointer: string;
  /** A code of the finding catalogue. */
  code: string;
  detail: string;
  /** Advice on the correction; may be empty. */
  hint: string;
}

/** An error response. The catcher sends it as problem+json (problem.ts) or shows it on a page. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: readonly FieldError[];
  /** Seconds until a retry makes sense. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, { errors = [], retryAfter }: { errors?: readonly FieldError[]; retryAfter?: number } = {}) {
    super(code);
    this.code = code;
    this.status = problems[code];
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}
