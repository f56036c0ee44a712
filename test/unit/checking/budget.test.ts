import { EventEmitter } from 'node:events';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { describe, expect, test } from 'vitest';
import { accountOf, openBudget } from '../../../api/body/budget.ts';
import { readMultipart } from '../../../api/body/multipart.ts';
import { listen } from '../../api/listen.ts';

const KIB = 1024;

/** A request as the budget uses it. */
function begin(budget: ReturnType<typeof openBudget>, ip: string) {
  const response = Object.assign(new EventEmitter(), { locals: {} }) as unknown as Response;
  void budget({ ip } as Request, response, () => undefined);
  return { add: (kib: number) => accountOf(response).add(kib * KIB), end: () => response.emit('close') };
}

describe('what all requests hold in memory together', () => {
  test('is bounded, whoever sends, and free again when they are answered', () => {
    const budget = openBudget({ words: 1000 * KIB, files: 1000 * KIB });
    const requests = ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4'].map((ip) => begin(budget, ip));
    for (const request of requests.slice(0, 3)) request.add(250);
    requests[3]!.add(250);
    const more = begin(budget, '5.5.5.5');
    expect(() => more.add(250)).toThrow(expect.objectContaining({ code: 'server-busy', status: 503 }) as Error);
    more.end();
    requests[0]!.end();
    expect(() => begin(budget, '6.6.6.6').add(250)).not.toThrow();
  });

  test('takes nothing of what comes when it has been answered', () => {
    const budget = openBudget({ words: 1000 * KIB, files: 1000 * KIB });
    for (let sent = 0; sent < 10; sent++) {
      const request = begin(budget, '1.1.1.1');
      request.add(200);
      request.end();
      request.add(200);
    }
  });

  test('leaves half of everything to others, however much one sends', () => {
    const budget = openBudget({ words: 1000 * KIB, files: 1000 * KIB });
    const one = '1.1.1.1';
    begin(budget, one).add(250);
    begin(budget, one).add(250);
    expect(() => begin(budget, one).add(10)).toThrow(expect.objectContaining({ code: 'server-busy' }) as Error);
    expect(() => begin(budget, '2.2.2.2').add(250)).not.toThrow();
  });

  test('counts files apart: words get in when no file does', () => {
    const budget = openBudget({ words: 10_000 * KIB, files: 1000 * KIB });
    begin(budget, '1.1.1.1').add(256 + 500);
    begin(budget, '2.2.2.2').add(256 + 500);
    expect(() => begin(budget, '3.3.3.3').add(256 + 1)).toThrow(expect.objectContaining({ code: 'server-busy' }) as Error);
    expect(() => begin(budget, '3.3.3.3').add(256)).not.toThrow();
  });
});

test('what is still coming of a refused body is discarded, and held by nobody', async () => {
  const app = express();
  const limits = { files: 100 * KIB, words: 10 * KIB };
  const read: RequestHandler = (request, response, next) =>
    void readMultipart(request, limits, accountOf(response)).then(() => response.json('read'), next);
  const refused: ErrorRequestHandler = (error: { code?: string }, _request, response, _next) => void response.json(error.code);
  app.post('/', openBudget({ words: 1000 * KIB, files: 2000 * KIB }), read);
  app.use(refused);
  const server = await listen(app);
  const send = async (bytes: number) => {
    const body = new FormData();
    body.append('file', new Blob([Buffer.alloc(bytes)]), 'a.pdf');
    return (await (await fetch(server.origin, { method: 'POST', body })).json()) as string;
  };
  for (let sent = 0; sent < 5; sent++) expect(await send(3000 * KIB)).toMatch(/^(?:body-too-large|server-busy)$/);
  expect(await send(50 * KIB)).toBe('read');
  await server.close();
});
