/** Why a forge did not do what it was asked. Each kind says what the one who delivers must do next. */
export abstract class ForgeError extends Error {
  abstract readonly kind: 'unavailable' | 'rate-limited' | 'unauthorized' | 'conflict' | 'rejected' | 'not-found';
}

/** The forge did not answer, or answered that it cannot now. It may have done the work: ask again, later. */
export class Unavailable extends ForgeError {
  override readonly name = 'Unavailable';
  readonly kind = 'unavailable';
}

/** The forge asks for silence until `retryAt`: everything waits, not only this proposal. */
export class RateLimited extends ForgeError {
  override readonly name = 'RateLimited';
  readonly kind = 'rate-limited';
  readonly retryAt: Date;
  constructor(message: string, retryAt: Date, options?: ErrorOptions) {
    super(message, options);
    this.retryAt = retryAt;
  }
}

/** The credentials are wrong or may not do this: nothing will work until a person mends it. Pause and raise the alarm. */
export class Unauthorized extends ForgeError {
  override readonly name = 'Unauthorized';
  readonly kind = 'unauthorized';
}

/** Somebody else moved what we stood on. Look again, and retry soon. */
export class Conflict extends ForgeError {
  override readonly name = 'Conflict';
  readonly kind = 'conflict';
}

/** Why a proposal can never be delivered as it is. */
export type RejectionReason =
  /** Identifier, title, body, labels or a file's content break the rules of registry/forge/proposal-check.ts. */
  | 'malformed'
  /** A path outside the one folder of a record. */
  | 'path'
  /** The branch exists and was not made from this submission. */
  | 'foreign-branch'
  /** A new case whose place is taken already. */
  | 'taken'
  /** An improvement of a case that the base branch does not have. */
  | 'missing'
  /** The base branch has exactly these files already. */
  | 'nothing-changed'
  /** The forge refused it as invalid. */
  | 'refused';

/** Retrying cannot help: park the submission with the reason, for a person. */
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
 * The repository or its base branch is not there, or the credentials cannot see it; or there is no such proposal to decide on.
 * For the one who delivers it is like Unauthorized: pause and raise the alarm.
 */
export class NotFound extends ForgeError {
  override readonly name = 'NotFound';
  readonly kind = 'not-found';
}
