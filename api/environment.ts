import { resolve } from 'node:path';
import * as z from 'zod';
import { DEFAULT_OUTBOX, outboxAddress } from '#registry/outbox/open-outbox.ts';
import { DEFAULT_CAPACITY_BYTES } from '#registry/outbox/outbox.ts';
import type { Embedding } from '#registry/search/meilisearch/server/indexer.ts';
import { SHARED_FOLDERS } from '#registry/build/variables.ts';
import { readEmbedding, readSearchServer, type SearchServer } from '#registry/search/search-server.ts';
import {
  givenVariables,
  siteAddress,
  textVariable,
  type Variables,
  webAddress,
  wrongLines,
  wrongLinesOf,
  WrongVariables,
} from '#registry/variables.ts';
import { DEFAULT_LIMITS } from './http/limits.ts';

const count = (least: number, most: number) => {
  const error = `write a whole number from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};
const secret = () => textVariable().min(16, 'write at least 16 characters');
/** Whoever sends something waits for a thread as long as so many others may be looked at. */
const WAITS = 4;

/** Every variable that the server reads, documented for operators in docs/operations.md. */
const environmentSchema = z.object({
  /** 0 picks a free port. */
  PORT: count(0, 65_535).default(4321),
  HOST: textVariable().default('localhost'),
  ...SHARED_FOLDERS,
  /** Public address of the site, for links in proposals. */
  SITE_URL: siteAddress().optional(),
  /** Number of trusted proxies in front that set X-Forwarded-For; 0 without a proxy. */
  TRUST_PROXY: count(0, 10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

  /** `off` serves the site and its search only. */
  SUBMISSIONS: z.enum(['on', 'off']).default('on'),
  /** The SQLite file of the outbox, on one machine. */
  OUTBOX_PATH: textVariable().default(DEFAULT_OUTBOX),
  /** The outbox in PostgreSQL, shared by several machines: postgres://user:password@host/database. */
  OUTBOX_URL: z.url({ protocol: /^postgres(?:ql)?$/, error: 'write an address that begins with postgres://' }).optional(),
  /** Submissions that may wait for the forge before new ones are refused. */
  OUTBOX_CAPACITY: count(1, 1_000_000).default(1000),
  /** Bytes of stored submissions before new ones are refused. */
  OUTBOX_CAPACITY_BYTES: count(1, Number.MAX_SAFE_INTEGER).default(DEFAULT_CAPACITY_BYTES),
  /** Threads that check submissions. */
  CHECK_THREADS: count(1, 32).default(2),
  /** Seconds after which a checking thread is ended. */
  CHECK_SECONDS: count(1, 600).default(5),
  /** Days after the decision until the sender's address is erased. */
  CONTACT_DAYS: count(0, 365).default(30),
  /** Days until it is erased even without a decision. */
  CONTACT_LONGEST_DAYS: count(1, 3650).default(365),

  /** `owner/name`. With credentials, proposals are pull requests there; otherwise branches of the content's repository. */
  GITHUB_REPOSITORY: textVariable()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'write owner/name')
    .optional(),
  GITHUB_APP_ID: count(1, Number.MAX_SAFE_INTEGER).optional(),
  /** PEM; a line end may be written as a backslash and an n. */
  GITHUB_PRIVATE_KEY: textVariable().includes('PRIVATE KEY', { error: 'write the private key of the app, in PEM' }).optional(),
  GITHUB_INSTALLATION_ID: count(1, Number.MAX_SAFE_INTEGER).optional(),
  /** A token instead of the App, with write access to contents and pull requests. */
  GITHUB_TOKEN: textVariable().optional(),
  GITHUB_API_URL: webAddress().optional(),
  /** Whether writes keep a second apart, as github.com asks; GitHub Enterprise Server has no such limit by default. */
  GITHUB_SPACING: z.enum(['on', 'off']).default('on'),
  /** The branch that proposals are based on. */
  BASE_BRANCH: textVariable()
    .regex(/^[A-Za-z0-9][\w./-]*$/, 'write the name of a branch')
    .optional(),
  GITHUB_WEBHOOK_SECRET: secret().optional(),
  /** The previous secret, while it is being replaced. */
  GITHUB_WEBHOOK_SECRET_OLD: secret().optional(),
  /** Seconds between questions to the forge about decisions, with or without webhooks: 300 for GitHub, 10 for local git. */
  RECONCILE_SECONDS: count(1, 86_400).optional(),
  /** `off`: this server does not read the registries of content/peers.yml. */
  FEDERATION: z.enum(['on', 'off']).default('on'),
  /**
   * A shell command that runs when a case is published, with SITE_DIST naming an empty folder; the default builds the site
   * there.
   */
  REBUILD_COMMAND: textVariable().optional(),

  /** The file in which questions that found nothing are counted; without it none are. */
  DEMAND_PATH: textVariable().optional(),
  /** Opens the page of those questions to curators; without it there is no such page. */
  DEMAND_PASSWORD: secret().optional(),

  /** A key that may write to the indexes of MEILI_URL, which then follow the published content. */
  MEILI_ADMIN_KEY: textVariable().optional(),

  LIMIT_UNVERIFIED: count(1, 1_000_000).default(DEFAULT_LIMITS.unverified),
  LIMIT_LAB: count(1, 1_000_000).default(DEFAULT_LIMITS.lab),
  LIMIT_READING: count(1, 1_000_000).default(DEFAULT_LIMITS.reading),
  LIMIT_WRITING: count(1, 1_000_000).default(DEFAULT_LIMITS.writing),
});

type ServerVariables = z.infer<typeof environmentSchema>;

/** Never shown in an error and never passed to a child process. */
export const SECRETS = [
  'GITHUB_PRIVATE_KEY',
  'GITHUB_TOKEN',
  'GITHUB_WEBHOOK_SECRET',
  'GITHUB_WEBHOOK_SECRET_OLD',
  'OUTBOX_URL',
  'MEILI_ADMIN_KEY',
  'DEMAND_PASSWORD',
] as const;
const isSecret = (name: string) => (SECRETS as readonly string[]).includes(name);

export interface GitHubEnvironment {
  owner: string;
  repo: string;
  auth: { appId: number; privateKey: string; installationId: number } | { token: string };
  baseUrl?: string;
  /** Whether writes are spaced out. */
  spaced: boolean;
}

export interface Environment {
  port: number;
  host: string;
  siteDir: string;
  contentDir: string;
  siteUrl: string | undefined;
  trustProxy: number;
  logLevel: ServerVariables['LOG_LEVEL'];
  isOpen: boolean;
  /** `path` also names the machine's own files beside it, wherever the outbox is. */
  outbox: { address: string; path: string; capacity: number; capacityBytes: number };
  checks: { threads: number; limitMs: number; waitMs: number };
  contactDays: number;
  contactLongestDays: number;
  github: GitHubEnvironment | undefined;
  /** Whether a repository of GitHub is named, with credentials or without: its own workflows name theirs. */
  isGitHubNamed: boolean;
  baseBranch: string | undefined;
  webhookSecrets: readonly string[];
  reconcileSeconds: number;
  rebuildCommand: string | undefined;
  /** Whether other registries are read; `folder` is where the build finds their cases. */
  federation: { isOn: boolean; folder: string };
  /** The search server; undefined for the embedded engine. */
  searchServer: SearchServer | undefined;
  /** Where questions that found nothing are counted, if they are. */
  demandPath: string | undefined;
  /** What opens their page to curators, if there is one. */
  demandPassword: string | undefined;
  searchAdminKey: string | undefined;
  searchEmbedding: Embedding | undefined;
  limits: { unverified: number; lab: number; reading: number; writing: number };
}

/** Reads the server's variables from the environment. Throws WrongVariables. */
export function readEnvironment(env: Variables): Environment {
  const read = environmentSchema.safeParse(givenVariables(env));
  const wrong = [
    ...wrongLines(read.error, env, isSecret),
    ...(read.success ? findContradictions(read.data) : []),
    ...wrongLinesOf(() => readSearchServer(env)),
    ...wrongLinesOf(() => readEmbedding(env)),
  ];
  if (!read.success || wrong.length > 0) throw new WrongVariables(wrong);
  const vars = read.data;
  const github = readGitHub(vars);
  return {
    port: vars.PORT,
    host: vars.HOST,
    siteDir: resolve(vars.SITE_DIST),
    contentDir: resolve(vars.CONTENT_DIR),
    siteUrl: vars.SITE_URL,
    federation: { isOn: vars.FEDERATION === 'on', folder: resolve(vars.IMPORTED_DIR) },
    trustProxy: vars.TRUST_PROXY,
    logLevel: vars.LOG_LEVEL,
    isOpen: vars.SUBMISSIONS === 'on',
    outbox: {
      address: outboxAddress(env),
      path: resolve(vars.OUTBOX_PATH),
      capacity: vars.OUTBOX_CAPACITY,
      capacityBytes: vars.OUTBOX_CAPACITY_BYTES,
    },
    checks: { threads: vars.CHECK_THREADS, limitMs: vars.CHECK_SECONDS * 1000, waitMs: WAITS * vars.CHECK_SECONDS * 1000 },
    contactDays: vars.CONTACT_DAYS,
    contactLongestDays: vars.CONTACT_LONGEST_DAYS,
    github,
    isGitHubNamed: vars.GITHUB_REPOSITORY !== undefined,
    baseBranch: vars.BASE_BRANCH,
    webhookSecrets: [vars.GITHUB_WEBHOOK_SECRET, vars.GITHUB_WEBHOOK_SECRET_OLD].filter((secret) => secret !== undefined),
    reconcileSeconds: vars.RECONCILE_SECONDS ?? (github ? 300 : 10),
    rebuildCommand: vars.REBUILD_COMMAND,
    searchServer: readSearchServer(env),
    demandPath: vars.DEMAND_PATH === undefined ? undefined : resolve(vars.DEMAND_PATH),
    demandPassword: vars.DEMAND_PASSWORD,
    searchAdminKey: vars.MEILI_ADMIN_KEY,
    searchEmbedding: readEmbedding(env),
    limits: { unverified: vars.LIMIT_UNVERIFIED, lab: vars.LIMIT_LAB, reading: vars.LIMIT_READING, writing: vars.LIMIT_WRITING },
  };
}

const APP = ['GITHUB_APP_ID', 'GITHUB_PRIVATE_KEY', 'GITHUB_INSTALLATION_ID'] as const;

function findContradictions(vars: ServerVariables): string[] {
  const missing = APP.filter((name) => vars[name] === undefined);
  const isPartly = missing.length > 0 && missing.length < APP.length;
  return [
    ...(isPartly ? missing.map((name) => `${name}: a GitHub App needs all of ${APP.join(', ')}`) : []),
    ...(missing.length === 0 && !vars.GITHUB_REPOSITORY
      ? ['GITHUB_REPOSITORY: a GitHub App needs to know its repository, owner/name']
      : []),
    ...(vars.GITHUB_WEBHOOK_SECRET_OLD && !vars.GITHUB_WEBHOOK_SECRET
      ? ['GITHUB_WEBHOOK_SECRET: is missing beside the old one']
      : []),
  ];
}

function readGitHub(vars: ServerVariables): GitHubEnvironment | undefined {
  const {
    GITHUB_REPOSITORY: repository,
    GITHUB_APP_ID: appId,
    GITHUB_PRIVATE_KEY: key,
    GITHUB_INSTALLATION_ID: installationId,
  } = vars;
  if (repository === undefined) return undefined;
  const [owner, repo] = repository.split('/') as [string, string];
  const place = {
    owner,
    repo,
    spaced: vars.GITHUB_SPACING === 'on',
    ...(vars.GITHUB_API_URL === undefined ? {} : { baseUrl: vars.GITHUB_API_URL }),
  };
  if (appId !== undefined && key !== undefined && installationId !== undefined)
    return { ...place, auth: { appId, privateKey: key.replaceAll('\\n', '\n'), installationId } };
  return vars.GITHUB_TOKEN === undefined ? undefined : { ...place, auth: { token: vars.GITHUB_TOKEN } };
}
