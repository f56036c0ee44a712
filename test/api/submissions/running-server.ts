import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type LocalForge, openLocalGit } from '#registry/forge/git/local-git.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { makeToken } from '#registry/outbox/token.ts';
import { openPublication, type Publication } from '../../../api/edition/publication.ts';
import { createApp } from '../../../api/http/app.ts';
import { type Limits, makeLimiters } from '../../../api/http/limits.ts';
import { openLog } from '../../../api/http/log.ts';
import { makeMetrics } from '../../../api/http/metrics.ts';
import type { Route } from '../../../api/routes/route.ts';
import { makeRoutes } from '../../../api/routes/table.ts';
import { githubWebhook } from '../../../api/routes/webhook.ts';
import { type Delivery, startDelivery } from '../../../api/submissions/delivery.ts';
import { watchForge } from '../../../api/submissions/forge-watch.ts';
import { answerReadiness } from '../../../api/submissions/readiness.ts';

export interface RunningServer {
  origin: string;
  port: number;
  /** Top of a git repository with a copy of the real content in `content`. */
  repository: string;
  outboxFile: string;
  outbox: Outbox;
  forge: LocalForge;
  publication: Publication;
  routes: readonly Route[];
  app: RequestListener;
  /** Everything that was logged. */
  logged: () => string;
  rebuilds: () => number;
  /** A live token of a lab. */
  addToken: (lab: string) => Promise<string>;
  /** Runs git in the repository. */
  git: (...args: string[]) => string;
  stop: () => Promise<void>;
}

export interface ServerOptions {
  limits?: Partial<Limits>;
  capacity?: number;
  webhookSecrets?: readonly [string, ...string[]];
  /** Whether submissions are delivered; otherwise they stay received. */
  delivers?: boolean;
  reconcileSeconds?: number;
}

const WIDE: Limits = { unverified: 100_000, lab: 100_000, reading: 100_000, writing: 100_000 };

/** A whole server on a port of its own, over a repository of its own. Slow things are left out unless asked for. */
export async function runServer(options: ServerOptions = {}): Promise<RunningServer> {
  const repository = await mkdtemp(join(tmpdir(), 'registry-api-'));
  const contentDir = join(repository, 'content');
  await cp('content', contentDir, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: repository,
      encoding: 'utf8',
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=Content');

  const outboxFile = join(repository, '.data', 'outbox.sqlite');
  const outbox = openSqliteOutbox(outboxFile, { capacity: options.capacity ?? 100_000 });
  const forge = await openLocalGit({ dir: contentDir });
  const watched = watchForge(forge);
  const publication = await openPublication(contentDir, inject('siteDir'));
  const lines: string[] = [];
  const log = openLog('debug', { write: (line: string) => void lines.push(line) });
  const metrics = makeMetrics(outbox);
  const locales = [...publication.current().registry.locales.values()];
  let rebuilds = 0;
  const delivery: Delivery = options.delivers
    ? await startDelivery({
        outbox,
        forge: watched,
        publication,
        rebuild: async () => {
          rebuilds++;
          await publication.reload(siteDir);
          return true;
        },
        builtCount: { read: async () => 0, write: async () => undefined },
        siteUrl: 'https://registry.example',
        statusPath: (id) => `/es/submissions/${id}/`,
        contactDays: 30,
        contactLongestDays: 365,
        reconcileSeconds: options.reconcileSeconds ?? 3600,
        log,
        metrics,
      })
    : { wake: () => undefined, stop: async () => undefined };
  const submissions = { outbox, edition: publication.current, wake: delivery.wake };
  const siteDir = inject('siteDir');
  const routes = makeRoutes({
    name: 'Registry',
    publication,
    siteDir: () => siteDir,
    locales,
    submissions,
    limiters: makeLimiters({ ...WIDE, ...options.limits }),
  });
  const app = createApp({
    siteDir,
    name: 'Registry',
    locales,
    redirects: new Map(),
    trustProxy: 0,
    log,
    metrics,
    routes,
    readiness: answerReadiness({ siteDir: () => siteDir, submissions: { outbox, forge: watched } }),
    ...(options.webhookSecrets ? { webhook: githubWebhook(submissions, options.webhookSecrets) } : {}),
  });
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  // A property test may think for longer than five seconds between two requests.
  server.keepAliveTimeout = 120_000;
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    repository,
    outboxFile,
    outbox,
    forge,
    publication,
    routes,
    app,
    logged: () => lines.join(''),
    rebuilds: () => rebuilds,
    async addToken(lab) {
      const { token, stored } = makeToken(lab, Date.now());
      await outbox.tokens.add(stored);
      return token;
    },
    git,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await delivery.stop();
      await outbox.close();
      await rm(repository, { recursive: true, force: true });
    },
  };
}

/** Sends JSON; headers come on top. */
export const postJson = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Asks again until the answer is what is waited for. */
export async function until<Value>(ask: () => Promise<Value> | Value, isThere: (value: Value) => boolean): Promise<Value> {
  for (let attempt = 0; ; attempt++) {
    const value = await ask();
    if (isThere(value)) return value;
    if (attempt > 600) throw new Error(`It never came; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
