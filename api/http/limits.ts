import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { ProblemError } from '../problem/problem-error.ts';
import { labOf } from './auth.ts';

export interface RateLimits {
  /** Submissions without a token, per network address and ten minutes. */
  unverified: number;
  /** Submissions of one lab per minute. */
  lab: number;
  /** Searches, lists and checks of a draft, per network address and minute; and as many pages of the form that are opened. */
  reading: number;
  /** Requests that change something, of whatever kind, per network address and minute: also wrong tokens count here. As many webhooks. */
  writing: number;
}

export const DEFAULT_LIMITS: RateLimits = { unverified: 20, lab: 120, reading: 120, writing: 240 };

export type Limiters = Readonly<Record<'reading' | 'pages' | 'writing' | 'hooks' | 'lab', RequestHandler>>;

const MINUTE = 60_000;

/** The limiters of one server. They count in memory: several processes allow as many times more. */
export function makeLimiters(limits: RateLimits): Limiters {
  return {
    reading: makeLimiter(MINUTE, () => limits.reading, addressOf),
    // Counted apart: who searches much may still open a form, and a forge may send much after a big change.
    pages: makeLimiter(MINUTE, () => limits.reading, addressOf),
    writing: makeLimiter(MINUTE, () => limits.writing, addressOf),
    hooks: makeLimiter(MINUTE, () => limits.writing, addressOf),
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

/** Who sends, as far as turns go: a lab by its token, else a network address. */
export const senderOf = (request: Request, response: Response): string => labOf(response) ?? addressOf(request);

/** One IPv6 network is one address: its owner has all of them. */
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
    // draft-8 names the policy by a hash that it makes for each request; the older header says as much.
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // These warn of settings that TRUST_PROXY decides; the warning would come once, for whoever sends the header.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    // Retry-After is set already.
    handler: () => {
      throw new ProblemError('too-many-requests');
    },
  });
}
