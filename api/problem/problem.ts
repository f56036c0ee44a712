import type { Request, Response } from 'express';
import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import { type ProblemCode, problems } from './catalogue.ts';

/** The locale that the caller prefers (Accept-Language); the registry's first when it prefers none of ours. */
export function preferredLocale(request: Request, locales: readonly Locale[]): Locale {
  const preferred = request.acceptsLanguages(locales.flatMap(({ id, tag }) => [id, tag]));
  return locales.find(({ id, tag }) => id === preferred || tag === preferred) ?? locales[0]!;
}

/** Answers with RFC 9457 problem+json in the caller's language. Never says anything of what went wrong inside. */
export function sendProblem(request: Request, response: Response, code: ProblemCode, locales: readonly Locale[]): void {
  const locale = preferredLocale(request, locales);
  const status = problems[code];
  response
    .status(status)
    .vary('Accept-Language')
    .set({ 'Content-Language': locale.tag, 'Cache-Control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify({ type: `/problems/#${code}`, title: translate(locale, `problem.${code}`), status, instance: request.path }));
}
