import type { RequestHandler } from 'express';
import * as z from 'zod';
import { type Limiters } from '../http/limits.ts';
import type { Log } from '../http/log.ts';
import type { Metrics } from '../http/metrics.ts';
import { describeApi } from '../openapi.ts';
import type { SubmissionServices } from '../submissions/submissions.ts';
import { type ReadingServices, readingRoutes } from './reading.ts';
import type { Route } from './route.ts';
import { submittingRoutes } from './submitting.ts';

export interface ApiServices extends ReadingServices {
  /** The registry's name, used as the documentation's title. */
  name: string;
  /** Absent when submissions are off. */
  submissions: SubmissionServices | undefined;
  limiters: Limiters;
  /** Counts the memory held by bodies. */
  budget: RequestHandler;
  /** Called for each refused token. */
  log?: Log;
  metrics?: Metrics;
}

const API_VERSION = '1.0.0';

/** The one list of API operations, used to serve and to document them. */
export function makeRoutes({ name, submissions, limiters, budget, log, metrics, ...reading }: ApiServices): Route[] {
  let written: string | undefined;
  const describe: RequestHandler = (_request, response) => {
    written ??= JSON.stringify(describeApi(routes, { name, version: API_VERSION }));
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' }).type('json').send(written);
  };
  const documentation: Route = {
    method: 'get',
    path: '/v1/openapi.json',
    operationId: 'describe',
    summary: 'Read this description',
    replies: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
    problems: [],
    handlers: [describe],
  };
  const routes: Route[] = [
    ...readingRoutes(reading, limiters),
    ...submittingRoutes(submissions, reading.locales, limiters, { budget, log, metrics }),
    documentation,
  ];
  return routes;
}
