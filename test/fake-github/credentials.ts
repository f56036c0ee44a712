import { createVerify, randomBytes } from 'node:crypto';
import { Refusal } from './hub.ts';

/** A GitHub App as GitHub knows it. */
export interface App {
  id: number;
  installation: number;
  /** PEM. */
  publicKey: string;
}

export interface Credentials {
  /** The permissions of each token. */
  tokens: Record<string, 'write' | 'read'>;
  app?: App;
}

const BOT = 'registry-bot';

/** The login of a token with this permission. Throws GitHub's error otherwise. */
export function authorize({ tokens }: Credentials, header: string | undefined, isWrite: boolean): string {
  const token = /^(?:token|bearer) (.+)$/i.exec(header ?? '')?.[1];
  const right = token !== undefined && Object.hasOwn(tokens, token) ? tokens[token] : undefined;
  if (right === undefined) throw new Refusal(401, 'Bad credentials');
  if (isWrite && right === 'read') throw new Refusal(403, 'Resource not accessible by personal access token');
  return BOT;
}

/** A new installation token, for a JSON Web Token that the App has signed within ten minutes. */
export function grantToken(
  credentials: Credentials,
  header: string | undefined,
  installation: string,
): { token: string; expires_at: string } {
  const { app, tokens } = credentials;
  if (!app || !isSignedBy(app, header?.replace(/^bearer /i, '') ?? ''))
    throw new Refusal(401, 'A JSON web token could not be decoded');
  if (String(app.installation) !== installation) throw new Refusal(404, 'Not Found');
  const token = `ghs_${randomBytes(18).toString('hex')}`;
  tokens[token] = 'write';
  return { token, expires_at: new Date(Date.now() + 3600_000).toISOString() };
}

function isSignedBy({ id, publicKey }: App, jwt: string): boolean {
  const [header, payload, signature] = jwt.split('.');
  if (!header || !payload || !signature) return false;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown; iat?: number; exp?: number };
  const now = Date.now() / 1000;
  const isTimely = (claims.iat ?? Infinity) <= now + 60 && (claims.exp ?? 0) > now && (claims.exp ?? 0) <= now + 660;
  const isAuthentic = createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(publicKey, signature, 'base64url');
  return isAuthentic && isTimely && String(claims.iss) === String(id);
}
