import type { RequestHandler, Response } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { verifyToken } from '#registry/outbox/token.ts';
import { ProblemError } from '../problem/problem-error.ts';

/**
 * Finds out which lab sends, by its token in `Authorization: Bearer`. Without one the request goes on in the unverified
 * lane; with one that is wrong or revoked it ends with `token-invalid`, so that nobody is unverified without noticing.
 */
export const findLane =
  ({ tokens }: Pick<Outbox, 'tokens'>): RequestHandler =>
  async (request, response, next) => {
    const header = request.get('authorization');
    if (header === undefined) return next();
    const [, token] = /^Bearer +([^\s]{1,200})$/i.exec(header) ?? [];
    const lab = token && (await verifyToken(token, tokens, Date.now()));
    if (!lab) throw new ProblemError('token-invalid');
    response.locals['lab'] = lab;
    next();
  };

/** The lab that findLane found; undefined in the unverified lane. */
export const labOf = (response: Response): string | undefined => response.locals['lab'] as string | undefined;
