import { connect, type Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { CONNECTION_LIMITS } from '../../api/http/connection-limits.ts';
import { runServer } from './submissions/running-server.ts';
import { startServer } from './submissions/server-process.ts';

const SOCKETS = 200;

const opened: Socket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});

/** Opens a connection that sends `start` and then one letter at a time, until the server ends it: gives what the server said before. */
function dribble(port: number, start: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  opened.push(socket);
  socket.on('error', () => undefined);
  socket.write(start);
  const drops = setInterval(() => socket.write('x'), 200);
  let said = '';
  return new Promise((resolve) =>
    socket
      .on('data', (bytes: Buffer) => (said += bytes.toString()))
      .on('close', () => {
        clearInterval(drops);
        resolve(said);
      }),
  );
}

/**
 * Others read while slow ones hold on: for each that is cut off meanwhile another one comes. Then each slow one is cut off, and told that
 * it took too long.
 */
async function othersAreServed(url: string, openSlow: (index: number) => Promise<string>): Promise<void> {
  const slow: Promise<string>[] = [];
  let isRead = false;
  const hold = (index: number) => {
    const one = openSlow(index);
    slow.push(one);
    void one.then(() => isRead || hold(index));
  };
  for (let index = 0; index < SOCKETS; index++) hold(index);
  const read = async () => {
    const response = await fetch(url);
    await response.arrayBuffer();
    expect(response.status).toBe(200);
  };
  await read();
  isRead = true;
  for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await read();
}

test('row 17: who sends headers by drops is cut off in time, and others are answered meanwhile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'registry-slow-'));
  const server = await startServer({ contentDir: 'content', siteDir: inject('siteDir'), folder, env: { SUBMISSIONS: 'off' } });
  await othersAreServed(`${server.origin}/es/`, () =>
    dribble(Number(new URL(server.origin).port), 'GET / HTTP/1.1\r\nHost: registry.example\r\nX-Slow: '),
  );
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
  await othersAreServed(`http://127.0.0.1:${port}/healthz`, (index) =>
    dribble(
      port,
      `POST /v1/submissions HTTP/1.1\r\nHost: registry.example\r\nContent-Type: ${types[index % types.length]}\r\nContent-Length: 90000\r\n\r\n{"locale"`,
    ),
  );
  expect(Object.values(await running.outbox.count()).every((count) => count === 0)).toBe(true);
  expect(running.logged()).not.toContain('"level":50');
  await running.stop();
});

test('row 17: who asks for much and takes none of it is cut off in time, and others are answered meanwhile', async () => {
  const running = await runServer({ connections: { silence: 1_500 } });
  const { port } = running;
  // More than the systems of both sides hold for a reader that does not come.
  const asking = 'GET /v1/openapi.json HTTP/1.1\r\nHost: registry.example\r\n\r\n'.repeat(100);
  const isCut = () => {
    const socket = connect(port, '127.0.0.1');
    opened.push(socket);
    socket.pause();
    socket.write(asking);
    // A reset, or an error of what is written to a connection that is no more: to a socket that does not read, either is the end.
    return new Promise<boolean>((resolve) => {
      socket.on('error', () => resolve(true)).on('close', () => resolve(true));
      const asks = setInterval(() => socket.write('GET / HTTP/1.1\r\nHost: registry.example\r\n\r\n'), 500);
      socket.on('close', () => clearInterval(asks));
    });
  };
  const slow = Array.from({ length: 5 }, isCut);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  expect(await Promise.all(slow)).not.toContain(false);
  await running.stop();
});
