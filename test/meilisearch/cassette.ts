import { hash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request with the real server's answers, one per repetition. */
interface Exchange {
  method: string;
  path: string;
  /** Digest of the body, which can be large; empty without one. */
  body: string;
  answers: { status: number; json: unknown }[];
}

interface Cassette {
  /** Version of the recorded server. */
  meilisearch: string;
  exchanges: Exchange[];
}

export interface CassetteServer {
  url: string;
  /** Requests without a recorded answer. */
  unknown: string[];
  /** The number of answered requests. */
  answered(): number;
  close(): Promise<void>;
}

const keyOf = ({ method, path, body }: Pick<Exchange, 'method' | 'path' | 'body'>) => `${method} ${path} ${body}`;

/** A server that replays recorded answers. An unrecorded request gets a 501 that explains what to do. */
export async function replay(file: string): Promise<CassetteServer> {
  if (!existsSync(file)) throw new Error(`${file} is not there. ${howToRecord}`);
  const { meilisearch, exchanges } = JSON.parse(readFileSync(file, 'utf8')) as Cassette;
  const byKey = new Map(exchanges.map((exchange) => [keyOf(exchange), { ...exchange, played: 0 }]));
  const unknown: string[] = [];
  let answered = 0;
  const server = createServer((request, response) => {
    // The browser's preflight request.
    if (request.method === 'OPTIONS') return send(response, 200, null);
    void readRequest(request).then((asked) => {
      const exchange = byKey.get(keyOf(asked));
      if (!exchange) {
        const message = `${asked.method} ${asked.path} is not what was recorded from Meilisearch ${meilisearch} in ${file}. ${howToRecord}`;
        unknown.push(`${message} Body: ${asked.text.slice(0, 500)}`);
        return send(response, 501, { message, code: 'not_recorded', type: 'cassette', link: '' });
      }
      // Repeated requests get the next answer; the last one is repeated.
      const { status, json } = exchange.answers[Math.min(exchange.played++, exchange.answers.length - 1)]!;
      answered += 1;
      send(response, status, json);
    });
  });
  return { ...(await listen(server)), unknown, answered: () => answered };
}

const howToRecord = 'Record again: MEILI_URL=… MEILI_ADMIN_KEY=… MEILI_RECORD=1 npx vitest run <the test file>';

/** A proxy to a real server that writes the exchanges to a file when it is closed. */
export async function record(file: string, target: { url: string; key?: string | undefined }): Promise<CassetteServer> {
  const headers = { 'content-type': 'application/json', ...(target.key ? { authorization: `Bearer ${target.key}` } : {}) };
  const { pkgVersion } = (await (await fetch(new URL('/version', target.url), { headers })).json()) as { pkgVersion: string };
  const byKey = new Map<string, Exchange>();
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return send(response, 200, null);
    void readRequest(request).then(async (asked) => {
      const { method, path, text } = asked;
      const { authorization = headers.authorization } = request.headers;
      const answer = await fetch(target.url + path, {
        method,
        headers: {
          'content-type': request.headers['content-type'] ?? 'application/json',
          ...(authorization ? { authorization } : {}),
        },
        ...(text ? { body: text } : {}),
      });
      const json = forgetTimes(JSON.parse((await answer.text()) || 'null'));
      const exchange = byKey.get(keyOf(asked)) ?? { method, path, body: asked.body, answers: [] };
      byKey.set(keyOf(asked), exchange);
      if (!isPending(json)) exchange.answers.push({ status: answer.status, json });
      send(response, answer.status, json);
    });
  });
  const { url, close } = await listen(server);
  return {
    url,
    unknown: [],
    answered: () => byKey.size,
    async close() {
      await close();
      const exchanges = [...byKey.values()].filter(({ answers }) => answers.length > 0).map(sayOnce);
      const lines = exchanges.map((exchange) => JSON.stringify(exchange)).join(',\n');
      writeFileSync(file, `{"meilisearch": ${JSON.stringify(pkgVersion)}, "exchanges": [\n${lines}\n]}\n`);
    },
  };
}

/** Identical answers to a repeated request are stored once. */
function sayOnce(exchange: Exchange): Exchange {
  const different = new Set(exchange.answers.map((answer) => JSON.stringify(answer)));
  return different.size === 1 ? { ...exchange, answers: exchange.answers.slice(0, 1) } : exchange;
}

/** Removes the duration of a search, which would change the file each time. */
const forgetTimes = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json), (key, value: unknown) => (key === 'processingTimeMs' ? 0 : value)) as unknown;

/** A task that is still running; on replay it has ended. */
const isPending = (json: unknown) => {
  const { status, uid } = (json ?? {}) as { status?: string; uid?: number };
  return uid !== undefined && (status === 'enqueued' || status === 'processing');
};

async function readRequest(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return { method: request.method!, path: request.url!, text, body: text && hash('sha1', text, 'base64url') };
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
  });
  response.end(json === null ? undefined : JSON.stringify(json));
}

async function listen(server: Server): Promise<{ url: string; close: () => Promise<void> }> {
  // The connection must survive a test that computes for long in the same process.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
