import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { startServer } from '../api/submissions/server-process.ts';
import { visit } from './browser.ts';
import { submissionOf } from './submit-form.ts';

const run = promisify(execFile);

interface SubmitServer {
  origin: string;
  /** Runs git in the proposals' repository and returns its output. */
  git: (...args: string[]) => Promise<string>;
  /** A new token of a lab, made as an operator makes it. */
  tokenOf: (lab: string) => Promise<string>;
  stop: () => Promise<void>;
}

/** The result of `npm start` over its own repository: the site with its form, the API, and local git. */
async function startSubmitServer(): Promise<SubmitServer> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-submit-'));
  const repository = join(folder, 'repository');
  const contentDir = join(repository, 'content');
  await cp('content', contentDir, { recursive: true });
  const git = async (...args: string[]) => (await run('git', ['-C', repository, ...args], { maxBuffer: 16_000_000 })).stdout;
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'Test');
  await git('config', 'user.email', 'test@example.org');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=Content');
  const server = await startServer({
    contentDir,
    siteDir: inject('siteDir'),
    folder,
    env: {
      RECONCILE_SECONDS: '1',
      REBUILD_COMMAND: 'node --version',
      LOG_LEVEL: 'error',
      // All requests of these tests come from one address.
      ...Object.fromEntries(['UNVERIFIED', 'READING', 'WRITING'].map((name) => [`LIMIT_${name}`, '10000'])),
    },
  });
  return {
    origin: server.origin,
    git,
    async tokenOf(lab) {
      const env = { ...process.env, CONTENT_DIR: contentDir, OUTBOX_PATH: `${folder}/.data/outbox.sqlite` };
      return (await run('node', ['scripts/registry.ts', 'lab', 'token', lab], { env })).stdout.trim();
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a submission proposes: its branch, the path of its record, and the record's text. */
interface Proposed {
  branch: string;
  path: string;
  text: string;
}

/** Call once per test file: starts the server, stops it after the tests, and gives what they need of it. */
export function useSubmitServer() {
  let server: SubmitServer;
  beforeAll(async () => {
    server = await startSubmitServer();
  });
  afterAll(() => server.stop());
  return {
    origin: () => server.origin,
    git: (...args: string[]) => server.git(...args),
    tokenOf: (lab: string) => server.tokenOf(lab),
    /** A page of a new visitor at `path`. */
    open: (path: string, options: BrowserContextOptions = {}) =>
      visit(path, { baseURL: server.origin, reducedMotion: 'reduce', ...options }),
    /** What the submission of a status page proposes, once its proposal exists. */
    proposalOf: (page: Page) => proposalOf(server, page),
  };
}

async function proposalOf(server: SubmitServer, page: Page): Promise<Proposed> {
  const branch = `proposals/${submissionOf(page.url())}`;
  for (let tries = 0; tries < 60; tries++) {
    const known = await server.git('branch', '--list', branch);
    if (known.trim()) {
      const [path] = (await server.git('diff', '--name-only', `main...${branch}`)).split('\n');
      return { branch, path: path!, text: await server.git('show', `${branch}:${path!}`) };
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`There is no branch ${branch}.`);
}
