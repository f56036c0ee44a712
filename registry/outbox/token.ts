import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A lab's token as it is kept: never the token itself. Times are milliseconds since 1970. */
export interface StoredToken {
  /** Names the token in lists and for revoking; the first characters of its hash. */
  id: string;
  hash: string;
  lab: string;
  createdAt: number;
  /** From this moment on it opens nothing; absent for one that has no end. */
  expiresAt?: number;
  lastUsedAt?: number;
  revokedAt?: number;
}

export interface TokenStore {
  /** Keeps a token for a lab; throws TooManyTokens when it has two live ones, which is enough to change from one to the other. */
  add(token: StoredToken): Promise<void>;
  find(hash: string): Promise<StoredToken | undefined>;
  list(lab?: string): Promise<StoredToken[]>;
  markUsed(hash: string, now: number): Promise<void>;
  /** False when the lab has no such live token. */
  revoke(lab: string, id: string, now: number): Promise<boolean>;
}

export class TooManyTokens extends Error {
  override readonly name = 'TooManyTokens';
}

export const MAX_LIVE_TOKENS = 2;

/** `lqf_`, 256 random bits in base64url, and six characters of their hash: a typing error is told from a stranger's token. */
const FORM = /^lqf_([A-Za-z0-9_-]{43})_([A-Za-z0-9_-]{6})$/;

const checksum = (secret: string) =>
  createHash('sha256').update(`lqf ${secret}`).digest('base64url').slice(0, 6).replaceAll('_', '-');

/**
 * SHA-256 of a token, in hexadecimal. A password hash would be slower and no safer: nobody guesses 256 random bits
 * (OWASP ASVS 5.0, 6.5.2 on lookup secrets with enough entropy).
 */
const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** A new token for a lab: the words to show once, and what to keep. */
export function makeToken(lab: string, now: number, expiresAt?: number): { token: string; stored: StoredToken } {
  const secret = randomBytes(32).toString('base64url');
  const token = `lqf_${secret}_${checksum(secret)}`;
  const hash = hashToken(token);
  const life = expiresAt === undefined ? {} : { expiresAt };
  return { token, stored: { id: hash.slice(0, 8), hash, lab, createdAt: now, ...life } };
}

/** Whether a text has the form of a token with all its characters right. Says nothing of whether anybody gave it out. */
export function isWellFormedToken(token: string): boolean {
  const [, secret, sum] = FORM.exec(token) ?? [];
  return secret !== undefined && sum === checksum(secret);
}

/** What came of looking at a token; `id` and `lab` of one that we gave out, for the log. */
export type TokenCheck =
  | { isValid: true; lab: string }
  | { isValid: false; why: 'malformed' | 'unknown' }
  | { isValid: false; why: 'revoked' | 'expired'; lab: string; id: string };

/** Whose token this is, and whether it still opens anything. Notes the use of one that does, at most once a minute. */
export async function checkToken(token: string, store: TokenStore, now: number): Promise<TokenCheck> {
  if (!isWellFormedToken(token)) return { isValid: false, why: 'malformed' };
  const hash = hashToken(token);
  const stored = await store.find(hash);
  if (!stored || !timingSafeEqual(Buffer.from(stored.hash, 'hex'), Buffer.from(hash, 'hex')))
    return { isValid: false, why: 'unknown' };
  const { lab, id, revokedAt, expiresAt, lastUsedAt = 0 } = stored;
  if (revokedAt !== undefined) return { isValid: false, why: 'revoked', lab, id };
  if (expiresAt !== undefined && expiresAt <= now) return { isValid: false, why: 'expired', lab, id };
  if (now - lastUsedAt >= 60_000) await store.markUsed(hash, now);
  return { isValid: true, lab };
}
