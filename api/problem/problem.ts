import type { Request, Response } from 'express';
import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import { type ProblemCode, problems } from './catalogue.ts';
import type { FieldError } from './problem-error.ts';

/** The locale that the caller prefers (Accept-Language), else the registry's first. */
export function preferredLocale(request: Request, locales: readonly Locale[]): Locale {
  if (request.headers['accept-language'] === undefined) return locales[0]!;
  const preferred = request.acceptsLanguages(locales.flatMap(({ id, tag }) => [id, tag]));
  return locales.find(({ id, tag }) => id === preferred || tag === preferred) ?? locales[0]!;
}

export interface ProblemDetails {
  errors?: readonly FieldError[];
  /** Seconds. */
  retryAfter?: number | undefined;
}

/** Responds with RFC 9457 problem+json in the caller's language. Never reveals internal errors. */
export function sendProblem(
  request: Request,
  response: Response,
  code: ProblemCode,
  locales: readonly Locale[],
  { errors = [], retryAfter }: ProblemDetails = {},
): void {
  const locale = preferredLocale(request, locales);
  const status = problems[code];
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  if (code === 'token-invalid') response.set('WWW-Authenticate', 'Bearer error="invalid_token"');
  const problem = {
    type: `/problems/#${code}`,
    title: translate(locale, `problem.${code}`),
    status,
    detail: translate(locale, `problem.${code}.detail`),
    // The only part of the request in the response is its path, which the caller knows.
    instance: request.originalUrl.split('?')[0]!.slice(0, 200),
    ...(errors.length > 0 ? { errors } : {}),
  };
  response
    .status(status)
    .vary('Accept-Language')
    .set({ 'Content-Language': locale.tag, 'Cache-Control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
