import type { RequestHandler, Response } from 'express';
import { firstValue } from './form-body.ts';
import { formOf } from './form-options.ts';

export const pass: RequestHandler = (_request, _response, next) => next();

/** What a posted form asks to do: its button, and the first of several, so that what is counted is what is done. */
export const goOf = (response: Response): string => firstValue(formOf(response).fields, 'go');

/**
 * A limiter for what a posted form asks to do: sending has a stricter limit than changing a step, checking a looser one.
 * `otherwise` counts whatever else is asked.
 */
export const byAction =
  (limiters: Readonly<Record<string, RequestHandler>>, otherwise: RequestHandler = pass): RequestHandler =>
  (request, response, next) => {
    const go = goOf(response);
    (Object.hasOwn(limiters, go) ? limiters[go]! : otherwise)(request, response, next);
  };
