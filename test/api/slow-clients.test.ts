import { connect, type Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, inject, test } from 'vitest';
import { CONNECTION_LIMITS } from '../../api/http/connection-limits.ts';
import { runServer } from './submissions/running-server.ts';
import { startServer } from './submissions/server-process.ts';

const SOCKETS = 200;
/** Tolerance for a busy machine. */
const SLACK_MS = 4_000;

const opened: Socket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});

/** Opens a connection that sends `start` and then one letter at a time, for ever. Returns the milliseconds until it is closed. */
function dribble(port: number, start: string): Promise<number> {
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1');
  opened.push(socket);
  socket.on('error', () => undefined);
  socket.write(start);
  const drops = setInterval(() => socket.write('x'), 200);
  return new Promise((resolve) =>
    socket.resume().on('close', () => {
      clearInterval(drops);
      resolve(performance.now() - begun);
    }),
  );
}

const quickly = async (url: string): Promise<number> => {
  const begun = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  expect(response.status).toBe(200);
  return performance.now() - begun;
};

test('row 17: who sends headers by drops is cut off in time, and others are answered meanwhile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'registry-slow-'));
  const server = await startServer({ contentDir: 'content', siteDir: inject('siteDir'), folder, env: { SUBMISSIONS: 'off' } });
  const { headersTimeout, connectionsCheckingInterval } = CONNECTION_LIMITS;
  const slow = Array.from({ length: SOCKETS }, () =>
    dribble(Number(new URL(server.origin).port), 'GET / HTTP/1.1\r\nHost: registry.example\r\nX-Slow: '),
  );
  await sleep(1_000);
  expect(await quickly(`${server.origin}/es/`)).toBeLessThan(2_000);
  const times = await Promise.all(slow);
  expect(Math.max(...times)).toBeLessThan(headersTimeout + connectionsCheckingInterval + SLACK_MS);
  // All were accepted, and slow.
  expect(Math.min(...times)).toBeGreaterThan(headersTimeout - SLACK_MS);
  expect(await quickly(`${server.origin}/es/`)).toBeLessThan(2_000);
  await server.stop();
  await rm(folder, { recursive: true });
});

test('row 17: who sends a body by drops is cut off in time, leaves nothing, and others are answered meanwhile', async () => {
  // A fortieth of the real time limit: two minutes are too long for a test.
  const factor = 40;
  const limits = Object.fromEntries(Object.entries(CONNECTION_LIMITS).map(([name, ms]) => [name, ms / factor]));
  const running = await runServer({ connections: limits });
  const { port } = running;
  const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=xxxx'];
  const slow = Array.from({ length: SOCKETS }, (_, index) =>
    dribble(
      port,
      `POST /v1/submissions HTTP/1.1\r\nHost: registry.example\r\nContent-Type: ${types[index % types.length]}\r\nContent-Length: 90000\r\n\r\n{"locale"`,
    ),
  );
  await sleep(500);
  expect(await quickly(`http://127.0.0.1:${port}/healthz`)).toBeLessThan(2_000);
  const times = await Promise.all(slow);
  const promised = CONNECTION_LIMITS.requestTimeout + CONNECTION_LIMITS.connectionsCheckingInterval;
  expect(Math.max(...times)).toBeLessThan(promised / factor + SLACK_MS);
  expect(Math.min(...times)).toBeGreaterThan((CONNECTION_LIMITS.requestTimeout / factor) * 0.5);
  expect(await quickly(`http://127.0.0.1:${port}/healthz`)).toBeLessThan(2_000);
  expect(Object.values(await running.outbox.count()).every((count) => count === 0)).toBe(true);
  expect(running.logged()).not.toContain('"level":50');
  await running.stop();
});
