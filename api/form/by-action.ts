import type { RequestHandler } from 'express';
import { formOf } from './form-options.ts';

export const pass: RequestHandler = (_request, _response, next) => next();

/** A limiter for what a posted form asks to do: sending has a stricter limit than changing a step, checking a looser one. */
export const byAction =
  (limiters: Readonly<Record<string, RequestHandler>>): RequestHandler =>
  (request, response, next) => {
    const go = String(formOf(response).fields['go']);
    (Object.hasOwn(limiters, go) ? limiters[go]! : pass)(request, response, next);
  };
