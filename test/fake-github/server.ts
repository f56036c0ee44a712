import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeGit } from '#registry/forge/git/git.ts';
import { openObjectReader } from '#registry/forge/git/object-reader.ts';
import { authorize, type Credentials, grantToken } from './credentials.ts';
import { type Call, checkRequest, checkResponse, completeResponse, findOperation, type Json } from './description.ts';
import { type Fault, Faults } from './faults.ts';
import { type Answer, type Hub, Refusal } from './hub.ts';
import { operations } from './operations.ts';
import { StateFile } from './state.ts';
import { Webhooks } from './webhooks.ts';

export interface FakeGitHubOptions extends Credentials {
  /** Folder with `repository.git`, a bare repository; `state.json` is written beside it. */
  dir: string;
  owner?: string;
  repo?: string;
  collaborators?: readonly string[];
  teams?: readonly string[];
  port?: number;
}

export interface FakeGitHub {
  url: string;
  owner: string;
  repo: string;
  faults: Faults;
  /** Requests or answers that broke GitHub's description: always our mistake. */
  violations: string[];
  /** Requests answered, by operation. */
  requests: Map<string, number>;
  hub: Hub;
  close(): Promise<void>;
}

/**
 * GitHub's REST API as far as the registry uses it, over a real git repository. It tests our client against our understanding
 * of GitHub and its description; only a run against GitHub itself proves more.
 */
export async function startFakeGitHub(options: FakeGitHubOptions): Promise<FakeGitHub> {
  const { dir, owner = 'network', repo = 'registry', collaborators = [], teams = [], port = 0 } = options;
  const repository = join(dir, 'repository.git');
  const hub: Hub = {
    git: makeGit(repository),
    objects: openObjectReader(repository),
    owner,
    repo,
    file: new StateFile(join(dir, 'state.json')),
    webhooks: new Webhooks(),
    collaborators,
    teams,
  };
  const [faults, violations, requests] = [new Faults(), [] as string[], new Map<string, number>()];
  // GitHub's writes to one repository are atomic, so our checks and changes must not interleave.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = queue.then(work, work);
    queue = done.catch(() => {});
    return done;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake-github');
    const text = await readBody(request);
    if (url.pathname.startsWith('/_control/')) return control(request.method ?? '', url.pathname, text, response);
    const call = findOperation(request.method ?? '', url.pathname);
    if (!call) return send(response, { status: 404, body: { message: 'Not Found' } });
    const { id } = call.operation;
    requests.set(id, (requests.get(id) ?? 0) + 1);
    const fault = faults.take(id);
    if (fault && !(await survive(fault, request, response))) return;
    const body = text === '' ? undefined : (JSON.parse(text) as unknown);
    const work = () => perform(call, url.searchParams, body, request.headers.authorization);
    const result =
      request.method === 'GET' || (id.startsWith('git/create-') && id !== 'git/create-ref') ? await work() : await inTurn(work);
    if (fault?.kind === 'lost') request.socket.destroy();
    else send(response, result, `http://${request.headers.host}${url.pathname}`);
  }

  async function perform(call: Call, query: URLSearchParams, body: unknown, authorization: string | undefined): Promise<Answer> {
    let result: Answer;
    try {
      const wrong = checkRequest(call, query, body);
      violations.push(...wrong.map((problem) => `${call.operation.id} request: ${problem}`));
      if (wrong.length > 0) throw new Refusal(422, `Invalid request.\n\n${wrong.join('\n')}`);
      result = await run(call, query, (body ?? {}) as Json, authorization);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const errors = error.errors ? { errors: error.errors } : {};
      result = {
        status: error.status,
        body: { message: error.message, documentation_url: 'https://docs.github.com/rest', ...errors },
      };
    }
    const completed = { ...result, body: completeResponse(call, result.status, result.body) };
    violations.push(
      ...checkResponse(call, result.status, completed.body).map((problem) => `${call.operation.id} ${result.status}: ${problem}`),
    );
    return completed;
  }

  async function run(call: Call, query: URLSearchParams, body: Json, authorization: string | undefined): Promise<Answer> {
    const { operation, params } = call;
    if (operation.id === 'apps/create-installation-access-token') {
      const token = grantToken(options, authorization, params['installation_id']!);
      return { status: 201, body: { ...token, permissions: { contents: 'write', pull_requests: 'write' } } };
    }
    const login = authorize(options, authorization, operation.method !== 'GET');
    if (params['owner'] !== owner || params['repo'] !== repo) throw new Refusal(404, 'Not Found');
    return operations[operation.id]!(hub, { params, query, body, login });
  }

  /** For tests that run the fake GitHub as a process of its own. */
  function control(method: string, path: string, text: string, response: ServerResponse): void {
    if (path === '/_control/faults' && method === 'POST') faults.add(JSON.parse(text) as Fault);
    if (path === '/_control/faults' && method === 'DELETE') faults.clear();
    const body = { violations, struck: faults.struck, requests: Object.fromEntries(requests), pulls: hub.file.state.pulls };
    send(response, { status: 200, body });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      violations.push(`fake GitHub: ${String(error)}`);
      send(response, { status: 500, body: { message: 'The fake GitHub is broken.' } });
    });
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const close = async () => {
    await hub.webhooks.settled();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    hub.objects.close();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    owner,
    repo,
    faults,
    violations,
    requests,
    hub,
    close,
  };
}

/** Applies a fault; false when it has already answered the request. */
async function survive(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const seconds = fault.seconds ?? 1;
  switch (fault.kind) {
    case 'lost':
      return true;
    case 'slow':
      await sleep(fault.delay ?? 1000);
      return true;
    case 'reset':
      request.socket.destroy();
      return false;
    case 'timeout':
      return false;
    case 'status':
      send(response, { status: fault.status ?? 502, body: { message: 'Server Error' } });
      return false;
    case 'primary': {
      const reset = String(Math.ceil(Date.now() / 1000) + seconds);
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      send(response, { status: 403, headers, body: { message: 'API rate limit exceeded for installation ID 1.' } });
      return false;
    }
    case 'secondary': {
      const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      send(response, { status: 403, headers: { 'retry-after': String(seconds) }, body: { message } });
      return false;
    }
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer, self = ''): void {
  if (response.destroyed || response.headersSent) return;
  const all = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', ...headers };
  for (const [name, value] of Object.entries(all)) response.setHeader(name, value.replace('{self}', self));
  if (body !== undefined) response.setHeader('content-type', 'application/json; charset=utf-8');
  response.statusCode = status;
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
