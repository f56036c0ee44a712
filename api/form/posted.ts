import type { RequestHandler } from 'express';
import { requireSameOrigin } from '../http/origin.ts';
import { pass } from './by-action.ts';
import { readFormBody } from './form-body.ts';
import type { FormOptions } from './form-options.ts';

/** What each posted page goes through before it is answered: it comes from a page of ours, within the limits, and is read. */
export const posted = (
  { limits, budget = pass }: Pick<FormOptions, 'limits' | 'budget'>,
  read: RequestHandler = readFormBody,
): RequestHandler[] => [requireSameOrigin, limits?.writing ?? pass, budget, read];
