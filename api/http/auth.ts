import type { RequestHandler, Response } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { checkToken } from '#registry/outbox/token.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { requestIdOf } from './observe.ts';

export interface AuthenticationOptions extends Pick<Outbox, 'tokens'> {
  log?: Pick<Log, 'warn'> | undefined;
  metrics?: Pick<Metrics, 'countRefusedToken'> | undefined;
}

/**
 * Identifies the lab by its token in `Authorization: Bearer`. A request without a token continues as unverified. A wrong,
 * revoked or expired token ends it with `token-invalid`, so that nobody is unverified without noticing.
 */
export const authenticateLab =
  (options: AuthenticationOptions): RequestHandler =>
  async (request, response, next) => {
    const header = request.get('authorization');
    if (header === undefined) return next();
    const [, token = ''] = /^Bearer +([^\s]{1,200})$/i.exec(header) ?? [];
    const lab = await checkLabToken(token, Date.now(), response, options);
    if (lab === undefined) throw new ProblemError('token-invalid');
    response.locals['lab'] = lab;
    next();
  };

/**
 * The lab whose token this is; undefined when it is wrong, revoked or expired. Refused tokens are counted, and logged with their
 * id if we once issued them: the lab may want to know.
 */
export async function checkLabToken(
  token: string,
  now: number,
  response: Response,
  { tokens, log, metrics }: AuthenticationOptions,
): Promise<string | undefined> {
  const found = await checkToken(token, tokens, now);
  if (found.isValid) return found.owner;
  const whose = 'owner' in found ? { lab: found.owner, tokenId: found.id } : {};
  log?.warn({ request: requestIdOf(response), why: found.why, ...whose }, 'a token was refused');
  metrics?.countRefusedToken(found.why);
  return undefined;
}

/** The lab that authenticateLab found; undefined without a token. */
export const labOf = (response: Response): string | undefined => response.locals['lab'] as string | undefined;
