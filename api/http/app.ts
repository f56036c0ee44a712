import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { paths } from '#registry/addresses.ts';
import type { World } from '#registry/federation/departure.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { serveSite } from '../edition/site.ts';
import { problemFrom } from '../problem/from-error.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { preferredLocale, sendProblem } from '../problem/problem.ts';
import { registerRoutes, type Route } from '../routes/route.ts';
import { type Log, openLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import { answerDepartures } from './departures.ts';
import { observe, requestIdOf } from './observe.ts';
import { securityHeaders } from './security.ts';

export interface AppOptions {
  /** The folder of the built site, or a function when it changes while the server runs. */
  siteDir: string | (() => string);
  name: string;
  locales: readonly Locale[];
  /** Old case ids and their current ids. */
  redirects: Pick<ReadonlyMap<string, string>, 'get'>;
  /** What became of cases, ours and of other registries, that are no longer told at their address. */
  world?: (() => World) | undefined;
  trustProxy: number;
  /** The origin of a search server that pages may query. */
  searchOrigin?: string | undefined;
  /** The API routes; without them only the site is served. */
  routes?: readonly Route[];
  /** Handles GitHub's webhook. */
  webhook?: readonly RequestHandler[];
  /** Pages rendered at run time: answers of the search page, pages about chosen cases, the form and the status pages. */
  pages?: readonly RequestHandler[];
  /** Handles /readyz. */
  readiness?: RequestHandler;
  metrics?: Metrics;
  log?: Log;
}

const compress = compression();

/** POST responses of the API are a few lines: preparing their compression costs more than it saves. */
const compressWhatIsRead: RequestHandler = (request, response, next) =>
  request.method === 'POST' && request.path.startsWith('/v1/') ? next() : compress(request, response, next);

/** The Express application with site, API and problems. Does not listen. */
export function createApp(options: AppOptions): Express {
  const {
    name,
    locales,
    redirects,
    world,
    trustProxy,
    routes = [],
    webhook,
    pages = [],
    readiness,
    metrics,
    log = openLog('error'),
  } = options;
  const { siteDir } = options;
  const currentSite = typeof siteDir === 'string' ? () => siteDir : siteDir;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.use(observe(log, metrics), securityHeaders(options.searchOrigin), compressWhatIsRead);

  app.get('/healthz', (_request, response) => void response.set('Cache-Control', 'no-store').type('text').send('ok\n'));
  if (readiness) app.get('/readyz', readiness);
  if (metrics) {
    app.get('/metrics', async (_request, response) => {
      response.set({ 'Cache-Control': 'no-store', 'Content-Type': metrics.contentType }).send(await metrics.render());
    });
  }
  if (webhook) app.post('/v1/webhooks/github', ...webhook);

  app.get('/', (request, response) => {
    response
      .vary('Accept-Language')
      .set('Cache-Control', 'no-cache')
      .redirect(302, paths.home(preferredLocale(request, locales).id));
  });
  app.get('/v1', (_request, response) => {
    const files = { cases: '/cases.json', case: '/cases/{id}.json', table: '/cases.csv', schema: '/schemas/case.schema.json' };
    const links = routes.length > 0 ? { ...files, search: '/v1/search', openapi: '/v1/openapi.json' } : files;
    response.set('Access-Control-Allow-Origin', '*').json({ name, version: 1, locales: locales.map(({ id }) => id), links });
  });
  registerRoutes(app, routes);
  // Browsers keep the fragment through the redirect: the `type` of a problem leads to its place on the page.
  app.get('/problems/', (request, response) => {
    response
      .vary('Accept-Language')
      .set('Cache-Control', 'no-cache')
      .redirect(302, `/${preferredLocale(request, locales).id}/problems/`);
  });
  app.get('/:locale/cases/:id', (request, response, next) => {
    const { locale, id } = request.params;
    const now = redirects.get(id);
    if (now === undefined || !locales.some((known) => known.id === locale)) return next();
    response.redirect(301, paths.case(locale, now));
  });
  if (world) app.use(answerDepartures(world, locales));

  for (const page of pages) app.use(page);
  app.use(serveSite(currentSite));

  app.use((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.set('Allow', 'GET, HEAD');
      throw new ProblemError('method-not-allowed');
    }
    const wantsPage = !request.path.startsWith('/v1') && request.accepts(['html', 'json']) === 'html';
    if (!wantsPage) throw new ProblemError('not-found');
    response.status(404).set('Cache-Control', 'no-cache').sendFile('404.html', { root: currentSite() });
  });

  const onError: ErrorRequestHandler = (error: unknown, request, response, next) => {
    const problem = problemFrom(error);
    if (!problem) log.error({ request: requestIdOf(response), err: error }, 'a request failed');
    if (response.headersSent) return next(error);
    sendProblem(request, response, problem?.code ?? 'internal-error', locales, problem);
  };
  app.use(onError);
  return app;
}
