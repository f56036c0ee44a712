/** Errors of a forge. Each kind tells the caller what to do next. */
export abstract class ForgeError extends Error {
  abstract readonly kind: 'unavailable' | 'rate-limited' | 'unauthorized' | 'conflict' | 'rejected' | 'not-found';
}

/** The forge did not answer or is unavailable. The work may be done: retry later. */
export class Unavailable extends ForgeError {
  override readonly name = 'Unavailable';
  readonly kind = 'unavailable';
}

/** The furthest ahead, in milliseconds, that `retryAt` may be, whatever a forge says. */
export const LONGEST_SILENCE_MS = 2 * 3_600_000;

/** Rate limit until `retryAt`: everything waits, not only this proposal. */
export class RateLimited extends ForgeError {
  override readonly name = 'RateLimited';
  readonly kind = 'rate-limited';
  readonly retryAt: Date;
  constructor(message: string, retryAt: Date, options?: ErrorOptions) {
    super(message, options);
    this.retryAt = retryAt;
  }
}

/** The credentials are wrong or lack a permission; a person must fix them. Pause and raise the alarm. */
export class Unauthorized extends ForgeError {
  override readonly name = 'Unauthorized';
  readonly kind = 'unauthorized';
}

/** Our base moved meanwhile. Read again and retry soon. */
export class Conflict extends ForgeError {
  override readonly name = 'Conflict';
  readonly kind = 'conflict';
}

/** Why a proposal cannot be delivered as it is. */
export type RejectionReason =
  /** Identifier, title, body, labels or a file's content break the rules of registry/forge/proposal-check.ts. */
  | 'malformed'
  /** A path outside the one folder of a record. */
  | 'path'
  /** The branch exists and was not made from this submission. */
  | 'foreign-branch'
  /** The path of a new case is taken. */
  | 'taken'
  /** The base branch does not have the corrected case. */
  | 'missing'
  /** The base branch already has exactly these files. */
  | 'nothing-changed'
  /** The forge refused it as invalid. */
  | 'refused';

/** Retrying cannot help: park the submission with its reason, for a person. */
export class Rejected extends ForgeError {
  override readonly name = 'Rejected';
  readonly kind = 'rejected';
  readonly reason: RejectionReason;
  constructor(reason: RejectionReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * The repository, its base branch or the proposal does not exist, or the credentials cannot see it. The caller does as for
 * Unauthorized: pause and raise the alarm.
 */
export class NotFound extends ForgeError {
  override readonly name = 'NotFound';
  readonly kind = 'not-found';
}
