import type { Git } from '#registry/forge/git/git.ts';
import type { ObjectReader } from '#registry/forge/git/object-reader.ts';
import type { Json } from './description.ts';
import type { StateFile } from './state.ts';
import type { Webhooks } from './webhooks.ts';

/** One repository of the fake GitHub. */
export interface Hub {
  git: Git;
  /** Of the same repository. */
  objects: ObjectReader;
  owner: string;
  repo: string;
  file: StateFile;
  webhooks: Webhooks;
  /** Logins and team slugs that may be requested for a review. */
  collaborators: readonly string[];
  teams: readonly string[];
}

export interface HubRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  body: Json;
  login: string;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Handler = (hub: Hub, request: HubRequest) => Promise<Answer> | Answer;

/** An error response. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: Json[] | undefined;
  constructor(status: number, message: string, errors?: Json[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

export const SHA = /^[0-9a-f]{40}$/;

/** The type of an object, or undefined. */
export async function objectType({ objects }: Hub, sha: string): Promise<string | undefined> {
  return SHA.test(sha) ? (await objects.find(sha))?.type : undefined;
}

/** The commit at the tip of a ref, or undefined. */
export async function tipOf({ objects }: Hub, ref: string): Promise<string | undefined> {
  return (await objects.find(ref))?.id;
}
