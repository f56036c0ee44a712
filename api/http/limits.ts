import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { ProblemError } from '../problem/problem-error.ts';
import { labOf } from './auth.ts';

export interface RateLimits {
  /** Submissions without a token, per network address and ten minutes; also the limit for reviewers' attempts to sign in. */
  unverified: number;
  /** Submissions per lab and minute. */
  lab: number;
  /** Searches, lists and draft checks per network address and minute; also the limit for opened form pages. */
  reading: number;
  /**
   * Writing requests of any kind per network address and minute, including those with wrong tokens; also the limit for
   * webhooks.
   */
  writing: number;
}

export const DEFAULT_LIMITS: RateLimits = { unverified: 20, lab: 120, reading: 120, writing: 240 };

export type Limiters = Readonly<Record<'reading' | 'pages' | 'writing' | 'hooks' | 'signIn' | 'lab', RequestHandler>>;

const MINUTE = 60_000;

/** The rate limiters of one server. They count in memory, so several processes allow several times as much. */
export function makeLimiters(limits: RateLimits): Limiters {
  return {
    reading: makeLimiter(MINUTE, () => limits.reading, addressOf),
    // Counted apart: heavy searching must not block the form, and a forge may send many webhooks after a big change.
    pages: makeLimiter(MINUTE, () => limits.reading, addressOf),
    writing: makeLimiter(MINUTE, () => limits.writing, addressOf),
    hooks: makeLimiter(MINUTE, () => limits.writing, addressOf),
    // Nobody tries tokens by the thousand.
    signIn: makeLimiter(10 * MINUTE, () => limits.unverified, addressOf),
    lab: byLane(
      makeLimiter(10 * MINUTE, () => limits.unverified, addressOf),
      makeLimiter(
        MINUTE,
        () => limits.lab,
        (_request, response) => labOf(response)!,
      ),
    ),
  };
}

const byLane =
  (unverified: RequestHandler, verified: RequestHandler): RequestHandler =>
  (request, response, next) =>
    (labOf(response) === undefined ? unverified : verified)(request, response, next);

/** Identifies a sender for turns: a lab by its token, else a network address. */
export const senderOf = (request: Request, response: Response): string => labOf(response) ?? addressOf(request);

/** An IPv6 network counts as one address, because its owner has all of them. */
const addressOf = (request: Request) => ipKeyGenerator(request.ip ?? 'unknown');

function makeLimiter(
  windowMs: number,
  limit: () => number,
  keyGenerator: (request: Request, response: Response) => string,
): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    keyGenerator,
    // draft-8 names the policy by a hash computed per request; the older header says as much.
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // These warn about settings that TRUST_PROXY decides, and would fire once for any client that sends the header.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    // Retry-After is already set.
    handler: () => {
      throw new ProblemError('too-many-requests');
    },
  });
}
