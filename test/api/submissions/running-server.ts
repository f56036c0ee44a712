import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Tree } from '#registry/content/tree.ts';
import { type LocalForge, openLocalGit } from '#registry/forge/git/local-git.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { makeToken } from '#registry/outbox/token.ts';
import type { ConnectionLimits } from '../../../api/http/connection-limits.ts';
import type { RateLimits } from '../../../api/http/limits.ts';
import type { Route } from '../../../api/routes/route.ts';
import { openServer } from '../../../api/server.ts';
import { readFixtureRegistry, writeTree } from '../../fixtures/fixture-tree.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { CHECK_SECONDS } from './server-process.ts';

export interface TestServer {
  origin: string;
  port: number;
  /** Top of a git repository with a copy of the content in `content`. */
  repository: string;
  outboxFile: string;
  /** The server's outbox, opened like in another process. */
  outbox: Outbox;
  /** The server's forge, opened the same way. */
  forge: LocalForge;
  routes: readonly Route[];
  /** All log lines. */
  logged: () => string;
  rebuilds: () => Promise<number>;
  /** A valid token of a lab, and one of a reviewer. */
  addToken: (lab: string) => Promise<string>;
  addReviewerToken: (reviewer: string) => Promise<string>;
  /** Runs git in the repository. */
  git: (...args: string[]) => string;
  stop: () => Promise<void>;
}

export interface TestServerOptions {
  limits?: Partial<RateLimits>;
  capacity?: number;
  webhookSecrets?: readonly [string, string?];
  /** Whether submissions are delivered; otherwise they stay received. */
  delivers?: boolean;
  reconcileSeconds?: number;
  /** More variables. */
  env?: Record<string, string>;
  /** The published content: the miniature registry by default; `real` is the content of this repository. */
  content?: Tree | 'real';
  /** The text of content/reviewers.yml. */
  reviewers?: string;
  /** The built site; by default that of the whole test run. */
  siteDir?: string;
  now?: () => number;
  connections?: ConnectionLimits;
}

const WIDE: RateLimits = { unverified: 100_000, lab: 100_000, reading: 100_000, writing: 100_000 };

/** A complete server in this process, on its own port and repository. */
export async function runServer(options: TestServerOptions = {}): Promise<TestServer> {
  const repository = await mkdtemp(join(tmpdir(), 'registry-api-'));
  const contentDir = join(repository, 'content');
  if (options.content === 'real') await cp('content', contentDir, { recursive: true });
  else await writeTree(options.content ?? (await readFixtureRegistry()), contentDir);
  if (options.reviewers !== undefined) await writeFile(join(contentDir, 'reviewers.yml'), options.reviewers);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: repository,
      encoding: 'utf8',
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=Content');

  const outboxFile = join(repository, '.data', 'outbox.sqlite');
  const outbox = openSqliteOutbox(outboxFile, { capacity: 100_000 });
  if (!options.delivers) await outbox.pause({ until: Date.now() + 3_600_000, reason: 'a test', alarm: false });
  const lines: string[] = [];
  const limits = { ...WIDE, ...options.limits };
  const [secret, oldSecret] = options.webhookSecrets ?? [];
  const server = await openServer(
    {
      PATH: process.env['PATH'],
      PORT: '0',
      HOST: '127.0.0.1',
      CONTENT_DIR: contentDir,
      SITE_DIST: options.siteDir ?? inject('siteDir'),
      SITE_URL: 'https://registry.example',
      OUTBOX_PATH: outboxFile,
      IMPORTED_DIR: join(repository, '.data', 'imported'),
      OUTBOX_CAPACITY: String(options.capacity ?? 100_000),
      CHECK_SECONDS,
      RECONCILE_SECONDS: String(options.reconcileSeconds ?? 3600),
      // Nothing is built: the published content is read again.
      REBUILD_COMMAND: 'true',
      LOG_LEVEL: 'debug',
      GITHUB_WEBHOOK_SECRET: secret,
      GITHUB_WEBHOOK_SECRET_OLD: oldSecret,
      ...Object.fromEntries(Object.entries(limits).map(([name, limit]) => [`LIMIT_${name.toUpperCase()}`, String(limit)])),
      ...options.env,
    },
    {
      log: { write: (line: string) => void lines.push(line) },
      // A property test may take more than five seconds between two requests.
      connections: { keepAliveTimeout: 120_000, ...options.connections },
      ...(options.now ? { now: options.now } : {}),
    },
  );
  const forge = await openLocalGit({ dir: contentDir });

  return {
    origin: server.url,
    port: Number(new URL(server.url).port),
    repository,
    outboxFile,
    outbox,
    forge,
    routes: server.routes,
    logged: () => lines.join(''),
    async rebuilds() {
      const measured = await (await fetch(`${server.url}/metrics`)).text();
      return Number(/^site_rebuilds_total\{result="done"\} (\d+)$/m.exec(measured)?.[1] ?? 0);
    },
    async addToken(lab) {
      const { token, stored } = makeToken(lab, Date.now());
      await outbox.tokens.add(stored);
      return token;
    },
    async addReviewerToken(reviewer) {
      const { token, stored } = makeToken(reviewer, Date.now());
      await outbox.reviewerTokens.add(stored);
      return token;
    },
    git,
    async stop() {
      await server.close();
      await forge.close();
      await outbox.close();
      await rm(repository, { recursive: true, force: true });
    },
  };
}

/** Sends JSON with optional headers. */
export const postJson = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Polls until the answer satisfies the condition. */
export async function until<Value>(ask: () => Promise<Value> | Value, isThere: (value: Value) => boolean): Promise<Value> {
  const giveUp = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const value = await ask();
    if (isThere(value)) return value;
    if (giveUp.aborted) throw new Error(`It never came; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
