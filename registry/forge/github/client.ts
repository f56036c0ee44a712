import { createPrivateKey } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { Tree } from '../../content/tree.ts';
import { Unauthorized } from '../errors.ts';
import { classifyError } from './errors.ts';

export interface GitHubOptions {
  owner: string;
  repo: string;
  /** Short name of the base branch; main by default. */
  base?: string;
  /**
   * A GitHub App (its private key as PEM), with its own quota and access to the contents and pull requests of one repository;
   * or a token.
   */
  auth: { appId: number; privateKey: string; installationId: number } | { token: string };
  /** Another API address, for GitHub Enterprise and tests. */
  baseUrl?: string;
  fetch?: typeof fetch;
  /** Milliseconds after which a request is aborted; 15 seconds by default. */
  timeout?: number;
  /** Whether writes keep the distance that GitHub asks for; true by default. */
  spaced?: boolean;
  /** Content that was already read, perhaps from elsewhere. */
  known?: () => Tree;
  /** Receives warnings that do not stop a proposal, such as a reviewer unknown to GitHub. */
  warn?: (message: string) => void;
}

/** One GitHub repository through Octokit. `callGitHub` returns the result of a call, or throws an error of ../errors.ts. */
export interface GitHubRepository {
  octokit: Octokit;
  owner: string;
  repo: string;
  base: string;
  warn: (message: string) => void;
}

const Client = Octokit.plugin(throttling);
const quiet = () => {};

/** Creates the client without a request to GitHub. Throws Unauthorized for an invalid private key of the App. */
export function connectToGitHub(options: GitHubOptions): GitHubRepository {
  const { owner, repo, base = 'main', auth, baseUrl, timeout = 15_000, spaced = true, warn = quiet } = options;
  const send = options.fetch ?? fetch;
  const bounded: typeof fetch = (input, init) => {
    const limit = AbortSignal.timeout(timeout);
    return send(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };
  const octokit = new Client({
    userAgent: 'lo-que-funciona',
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...('token' in auth
      ? { auth: auth.token }
      : { authStrategy: createAppAuth, auth: { ...auth, privateKey: readKey(auth.privateKey) } }),
    request: { fetch: bounded },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    // The outbox waits and retries, because it survives a restart; the plugin only spaces out writes.
    throttle: { enabled: spaced, onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });
  return { octokit, owner, repo, base, warn };
}

/**
 * Returns the data of a call to GitHub, and turns its errors into those of ../errors.ts. `doing` describes the call in the log.
 */
export async function callGitHub<Value>(doing: string, call: () => Promise<{ data: Value }>): Promise<Value> {
  try {
    return (await call()).data;
  } catch (error) {
    throw classifyError(error, doing);
  }
}

export const where = ({ owner, repo }: GitHubRepository) => ({ owner, repo });

/** The commit at the tip of the base branch. */
export async function readTip(github: GitHubRepository): Promise<string> {
  const { git } = github.octokit.rest;
  const { object } = await callGitHub('read the base branch', () =>
    git.getRef({ ...where(github), ref: `heads/${github.base}` }),
  );
  return object.sha;
}

function readKey(pem: string): string {
  try {
    return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    throw new Unauthorized('The private key of the GitHub App is not a key in PEM.');
  }
}
