import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { formKeyOf, hashOf, makeSignIn } from '#registry/outbox/sign-in.ts';
import { checkToken, type TokenCheck } from '#registry/outbox/token.ts';
import type { Reviewer } from '#registry/review/reviewer.ts';

/** A reviewer whose browser has signed in. */
export interface SignedIn {
  reviewer: Reviewer;
  /** What the forms of this sign-in carry. */
  formKey: string;
}

export interface SignInServices {
  outbox: Pick<Outbox, 'reviewerTokens' | 'signIns'>;
  reviewers: readonly Reviewer[];
  now: number;
  /** Whether the browser speaks to us over TLS. */
  isSecure: boolean;
}

/**
 * The names of the cookie. Browsers take the first only from this host itself and over TLS, so that no neighbouring site can set
 * it; a laptop has no TLS.
 */
const SAFE = '__Host-review';
const PLAIN = 'review';

/** Who has signed in; undefined without a sign-in that holds. */
export async function signedIn(request: Request, services: SignInServices): Promise<SignedIn | undefined> {
  const secret = secretOf(request, services);
  const hash = secret === undefined ? undefined : hashOf(secret);
  const id = hash === undefined ? undefined : await services.outbox.signIns.find(hash, services.now);
  const reviewer = services.reviewers.find((each) => each.id === id);
  return reviewer && { reviewer, formKey: formKeyOf(secret!) };
}

/** Signs a reviewer in by a token; otherwise says why not. */
export async function signIn(
  token: string,
  response: Response,
  { outbox, reviewers, now, isSecure }: SignInServices,
): Promise<SignedIn | Exclude<TokenCheck, { isValid: true }>> {
  const found = await checkToken(token.trim().slice(0, 200), outbox.reviewerTokens, now);
  if (!found.isValid) return found;
  const reviewer = reviewers.find(({ id }) => id === found.owner);
  // Whoever reviews no longer is not in the list.
  if (!reviewer) return { isValid: false, why: 'unknown' };
  const { secret, stored } = makeSignIn(reviewer.id, found.hash, now);
  await outbox.signIns.add(stored, now);
  response.cookie(isSecure ? SAFE : PLAIN, secret, { ...COOKIE, secure: isSecure, maxAge: stored.until - now });
  return { reviewer, formKey: formKeyOf(secret) };
}

/** Ends the sign-in of a browser, here and there. */
export async function signOut(
  request: Request,
  response: Response,
  services: Pick<SignInServices, 'outbox' | 'isSecure'>,
): Promise<void> {
  const hash = hashOf(secretOf(request, services) ?? '');
  if (hash !== undefined) await services.outbox.signIns.remove(hash);
  response.clearCookie(SAFE, { ...COOKIE, secure: true }).clearCookie(PLAIN, COOKIE);
}

/** No script reads it, and no other site's page sends it along. */
const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** Whether a form came from a page of this sign-in. */
export const isFormOf = ({ formKey }: SignedIn, typed: unknown): boolean =>
  typeof typed === 'string' && typed.length === formKey.length && timingSafeEqual(Buffer.from(typed), Buffer.from(formKey));

function secretOf(request: Request, { isSecure }: Pick<SignInServices, 'isSecure'>): string | undefined {
  const cookies = (request.get('cookie') ?? '').slice(0, 8192).split(';');
  const valueOf = (name: string) =>
    cookies
      .find((each) => each.trim().startsWith(`${name}=`))
      ?.trim()
      .slice(name.length + 1);
  return valueOf(isSecure ? SAFE : PLAIN);
}
