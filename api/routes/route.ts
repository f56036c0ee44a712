import type { Express, RequestHandler } from 'express';
import type * as z from 'zod';
import { type ProblemCode } from '../problem/catalogue.ts';
import { ProblemError } from '../problem/problem-error.ts';

/** A JSON schema of the API, from zod or zod/mini. */
export type JsonShape = z.core.$ZodType;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: true;
  description: string;
  schema: JsonShape;
}

export interface RouteResponse {
  description: string;
  /** JSON; absent for a response without a body. */
  schema?: JsonShape;
  headers?: Readonly<Record<string, string>>;
}

/** One operation with its documentation and its handler. Server and documentation are made from one table of these. */
export interface Route {
  method: 'get' | 'post';
  /** In OpenAPI notation: `/v1/cases/{id}`. */
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  parameters?: readonly Parameter[];
  /** JSON, and the other media types for the same data. */
  body?: { schema: JsonShape; types: readonly string[]; description: string };
  replies: Readonly<Record<number, RouteResponse>>;
  problems: readonly ProblemCode[];
  /** Whether a lab's token is read; it is always optional. */
  takesToken?: true;
  handlers: readonly RequestHandler[];
}

/** Registers each route, and refuses other methods of its path with the list of allowed ones. */
export function registerRoutes(app: Express, routes: readonly Route[]): void {
  for (const { method, path, handlers } of routes) app[method](toExpress(path), ...handlers);
  for (const [path, own] of Map.groupBy(routes, (route) => route.path)) {
    const allowed = own.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST'])).join(', ');
    app.all(toExpress(path), (request, response) => {
      response.set('Allow', allowed);
      if (request.method !== 'OPTIONS') throw new ProblemError('method-not-allowed');
      response.status(204).end();
    });
  }
}

const toExpress = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');
