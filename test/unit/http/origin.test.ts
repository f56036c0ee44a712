import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { originAt, requireSameOrigin } from '../../../api/http/origin.ts';
import { ProblemError } from '../../../api/problem/problem-error.ts';

test.each([
  ['localhost', 'http://localhost:4321'],
  ['0.0.0.0', 'http://0.0.0.0:4321'],
  ['::', 'http://[::]:4321'],
  ['::1', 'http://[::1]:4321'],
])('a server that listens on %s has an address', (host, origin) => {
  expect(originAt({ host, port: 4321 })).toBe(origin);
  expect(new URL('/oai', origin).origin).toBe(origin);
});

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://here.example:4321' }, false],
  [{ origin: 'http://here.example:4321' }, true],
  [{ origin: 'http://here.example:8080' }, false],
  [{ origin: 'null' }, false],
  [{}, true],
  [{ 'sec-fetch-site': 'cross-site', authorization: 'Bearer x' }, true],
  [{ 'sec-fetch-site': 'cross-site', authorization: 'Basic x' }, false],
])('what a browser sends with %j is taken: %s', (headers: Record<string, string>, isTaken) => {
  const request = { host: 'here.example:4321', get: (name: string) => headers[name] } as unknown as Request;
  let isPassed = false;
  const ask = () => requireSameOrigin(request, {} as Response, () => (isPassed = true));
  if (isTaken) ask();
  else expect(ask).toThrow(ProblemError);
  expect(isPassed).toBe(isTaken);
});
