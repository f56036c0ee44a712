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
 * Finds out which lab sends, by its token in `Authorization: Bearer`. Without one the request goes on as unverified; with one
 * that is wrong, revoked or expired it ends with `token-invalid`, so that nobody is unverified without noticing. What was refused
 * is logged, with the id of a token that was once good: its lab may want to know.
 */
export const authenticateLab =
  ({ tokens, log, metrics }: AuthenticationOptions): RequestHandler =>
  async (request, response, next) => {
    const header = request.get('authorization');
    if (header === undefined) return next();
    const [, token = ''] = /^Bearer +([^\s]{1,200})$/i.exec(header) ?? [];
    const found = await checkToken(token, tokens, Date.now());
    if (!found.isValid) {
      const whose = 'lab' in found ? { lab: found.lab, tokenId: found.id } : {};
      log?.warn({ request: requestIdOf(response), why: found.why, ...whose }, 'a token was refused');
      metrics?.countRefusedToken(found.why);
      throw new ProblemError('token-invalid');
    }
    response.locals['lab'] = found.lab;
    next();
  };

/** The lab that authenticateLab found; undefined for who sent no token. */
export const labOf = (response: Response): string | undefined => response.locals['lab'] as string | undefined;
