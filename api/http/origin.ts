import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../problem/problem-error.ts';

/**
 * Refuses cross-site requests from browsers: Sec-Fetch-Site names their origin, and in browsers without it Origin must be our
 * own host (as in https://go.dev/src/net/http/csrf.go). Programs send neither header. A request with a lab's token passes: no
 * browser adds one by itself, as it does with passwords (Basic, Digest).
 */
export const requireSameOrigin: RequestHandler = (request, _response, next) => {
  if (isSameOrigin(request) || /^Bearer(?: |$)/i.test(request.get('authorization') ?? '')) return next();
  throw new ProblemError('cross-site');
};

function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  if (origin === undefined) return true;
  return URL.parse(origin)?.host === request.host;
}

/** The origin of a server of ours without TLS. An address of IPv6 is written in brackets. */
export const originAt = ({ host, port }: { host: string; port: number }): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
