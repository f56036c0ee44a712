import { expect, test } from 'vitest';
import { originAt } from '../../../api/http/origin.ts';

test.each([
  ['localhost', 'http://localhost:4321'],
  ['0.0.0.0', 'http://0.0.0.0:4321'],
  ['::', 'http://[::]:4321'],
  ['::1', 'http://[::1]:4321'],
])('a server that listens on %s has an address', (host, origin) => {
  expect(originAt({ host, port: 4321 })).toBe(origin);
  expect(new URL('/oai', origin).origin).toBe(origin);
});
