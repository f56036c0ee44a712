import { join } from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Locale } from '#registry/locale/locale.ts';
import { paths } from '#registry/publication/addresses.ts';
import { preferredLocale, sendProblem } from './problem/problem.ts';
import { securityHeaders } from './security.ts';
import { serveSite } from './site.ts';

export interface AppOptions {
  siteDir: string;
  name: string;
  locales: readonly Locale[];
  redirects: ReadonlyMap<string, string>;
  trustProxy: number;
}

/** The whole server as an Express application: site, API root, problems. Listens nowhere by itself. */
export function createApp({ siteDir, name, locales, redirects, trustProxy }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.use(securityHeaders, compression());

  app.get('/healthz', (_request, response) => void response.set('Cache-Control', 'no-store').type('text').send('ok\n'));
  app.get('/', (request, response) => {
    response.vary('Accept-Language').set('Cache-Control', 'no-cache').redirect(302, paths.home(preferredLocale(request, locales).id));
  });
  app.get('/v1', (_request, response) => {
    const links = { cases: '/cases.json', case: '/cases/{id}.json', table: '/cases.csv', schema: '/schemas/case.schema.json' };
    response.set('Access-Control-Allow-Origin', '*').json({ name, version: 1, locales: locales.map(({ id }) => id), links });
  });
  app.get('/:locale/cases/:id', (request, response, next) => {
    const { locale, id } = request.params;
    const now = redirects.get(id);
    if (now === undefined || !locales.some((known) => known.id === locale)) return next();
    response.redirect(301, paths.case(locale, now));
  });

  app.use(serveSite(siteDir));

  app.use((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendProblem(request, response, 'method-not-allowed', locales);
    const wantsPage = !request.path.startsWith('/v1') && request.accepts(['html', 'json']) === 'html';
    if (!wantsPage) return sendProblem(request, response, 'not-found', locales);
    response.status(404).set('Cache-Control', 'no-cache').sendFile(join(siteDir, '404.html'));
  });

  const onError: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error);
    const isCallers = error.status !== undefined && error.status >= 400 && error.status < 500;
    sendProblem(request, response, isCallers ? 'bad-request' : 'internal-error', locales);
    if (!isCallers) console.error(error);
  };
  app.use(onError);
  return app;
}
