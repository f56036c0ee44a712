import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Gives each request an id, also in the response so that a user can quote it, and counts and logs its result. */
export const observe =
  (log: Log, metrics: Metrics | undefined): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    const id = randomUUID();
    response.locals['requestId'] = id;
    response.set('X-Request-Id', id);
    response.on('finish', () => {
      const seconds = (performance.now() - started) / 1000;
      // The pattern of the route, never the path: paths contain submission ids.
      const route = (request.route as { path?: unknown } | undefined)?.path;
      const name = typeof route === 'string' ? route : 'site';
      const { method } = request;
      const { statusCode: status } = response;
      metrics?.countRequest(name, method, status, seconds);
      if (name !== 'site') log.info({ request: id, method, route: name, status, ms: Math.round(seconds * 1000) }, 'request');
    });
    next();
  };

export const requestIdOf = (response: Response): string => String(response.locals['requestId']);
