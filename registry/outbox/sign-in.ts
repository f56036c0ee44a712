import { createHash, randomBytes } from 'node:crypto';

/** A reviewer's sign-in, as stored: never what the browser holds. Times are milliseconds since 1970. */
export interface StoredSignIn {
  hash: string;
  reviewer: string;
  /** The hash of the token that was typed: the sign-in ends with it. */
  token: string;
  until: number;
}

export interface SignInStore {
  /** Stores a sign-in, and forgets those that have ended. */
  add(signIn: StoredSignIn, now: number): Promise<void>;
  /** The reviewer of a sign-in that has not ended, and whose token is still valid. */
  find(hash: string, now: number): Promise<string | undefined>;
  remove(hash: string): Promise<void>;
}

/** A working day: whoever comes back tomorrow types the token again. */
const LIFE_MS = 8 * 3_600_000;

const SECRET = /^[A-Za-z0-9_-]{43}$/;
const sha256 = (text: string) => createHash('sha256').update(text);

/** A new sign-in: the secret for the reviewer's browser, and what to store. */
export function makeSignIn(reviewer: string, token: string, now: number): { secret: string; stored: StoredSignIn } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, stored: { hash: hashOf(secret)!, reviewer, token, until: now + LIFE_MS } };
}

/** What a secret is found by; undefined for what is none of ours. */
export const hashOf = (secret: string): string | undefined => (SECRET.test(secret) ? sha256(secret).digest('hex') : undefined);

/** What the forms of a sign-in carry, so that no other site's page can send one. It does not tell the secret. */
export const formKeyOf = (secret: string): string => sha256(`form ${secret}`).digest('base64url');
