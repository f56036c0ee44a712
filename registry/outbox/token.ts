import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A stored token of a lab or a reviewer: never the token itself. Times are milliseconds since 1970. */
export interface StoredToken {
  /** Identifies the token in lists and for revoking; the first characters of its hash. */
  id: string;
  hash: string;
  /** The id of the lab or reviewer. */
  owner: string;
  createdAt: number;
  /** The end of its validity; absent when it does not expire. */
  expiresAt?: number;
  lastUsedAt?: number;
  revokedAt?: number;
}

export interface TokenStore {
  /** Stores a token; throws TooManyTokens when its owner has two live ones, which is enough for a rotation. */
  add(token: StoredToken): Promise<void>;
  find(hash: string): Promise<StoredToken | undefined>;
  list(owner?: string): Promise<StoredToken[]>;
  markUsed(hash: string, now: number): Promise<void>;
  /** False when the owner has no such live token. */
  revoke(owner: string, id: string, now: number): Promise<boolean>;
}

export class TooManyTokens extends Error {
  override readonly name = 'TooManyTokens';
}

export const MAX_LIVE_TOKENS = 2;

/** `lqf_`, 256 random bits in base64url, and six characters of their hash, which tell a typing error from an unknown token. */
const FORM = /^lqf_([A-Za-z0-9_-]{43})_([A-Za-z0-9_-]{6})$/;

const checksum = (secret: string) =>
  createHash('sha256').update(`lqf ${secret}`).digest('base64url').slice(0, 6).replaceAll('_', '-');

/**
 * SHA-256 of a token, in hexadecimal. A password hash would be slower and no safer: nobody guesses 256 random bits (OWASP ASVS
 * 5.0, 6.5.2 on lookup secrets with enough entropy).
 */
const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes a new token: the text to show once, and the record to store. */
export function makeToken(owner: string, now: number, expiresAt?: number): { token: string; stored: StoredToken } {
  const secret = randomBytes(32).toString('base64url');
  const token = `lqf_${secret}_${checksum(secret)}`;
  const hash = hashToken(token);
  const life = expiresAt === undefined ? {} : { expiresAt };
  return { token, stored: { id: hash.slice(0, 8), hash, owner, createdAt: now, ...life } };
}

/** Whether a text has the form and check characters of a token, issued or not. */
export function isWellFormedToken(token: string): boolean {
  const [, secret, sum] = FORM.exec(token) ?? [];
  return secret !== undefined && sum === checksum(secret);
}

/** The result of checking a token; with `id` and `owner` for one that we issued, for the log. */
export type TokenCheck =
  | { isValid: true; owner: string; hash: string }
  | { isValid: false; why: 'malformed' | 'unknown' }
  | { isValid: false; why: 'revoked' | 'expired'; owner: string; id: string };

/** Finds the owner of a token and whether it is still valid. Records the use of a valid one, at most once a minute. */
export async function checkToken(token: string, store: TokenStore, now: number): Promise<TokenCheck> {
  if (!isWellFormedToken(token)) return { isValid: false, why: 'malformed' };
  const hash = hashToken(token);
  const stored = await store.find(hash);
  if (!stored || !timingSafeEqual(Buffer.from(stored.hash, 'hex'), Buffer.from(hash, 'hex')))
    return { isValid: false, why: 'unknown' };
  const { owner, id, revokedAt, expiresAt, lastUsedAt = 0 } = stored;
  if (revokedAt !== undefined) return { isValid: false, why: 'revoked', owner, id };
  if (expiresAt !== undefined && expiresAt <= now) return { isValid: false, why: 'expired', owner, id };
  if (now - lastUsedAt >= 60_000) await store.markUsed(hash, now);
  return { isValid: true, owner, hash };
}
