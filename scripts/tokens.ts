import type { Outbox } from '#registry/outbox/outbox.ts';
import { makeToken, type StoredToken, type TokenStore, TooManyTokens } from '#registry/outbox/token.ts';
import { type ExitCode, Failure, type Io, UsageError } from './command.ts';
import { withFoundOutbox, withOutbox } from './command-outbox.ts';

/** The tokens of labs or of reviewers. */
type StoreOf = (outbox: Outbox) => TokenStore;

const DAY_MS = 24 * 3_600_000;

interface Given {
  outbox?: string | undefined;
  /** Days, as typed. */
  expires?: string | undefined;
}

/** Makes a token for its owner, who exists, and shows it once. */
export async function giveToken(storeOf: StoreOf, owner: string, { outbox, expires }: Given, io: Io): Promise<ExitCode> {
  const days = expires === undefined ? undefined : Number(expires);
  if (days !== undefined && !(Number.isInteger(days) && days > 0))
    throw new UsageError(`--expires takes a whole number of days, not "${expires}".`);
  return await withOutbox<ExitCode>(outbox, io, async (opened) => {
    const now = Date.now();
    const made = makeToken(owner, now, days === undefined ? undefined : now + days * DAY_MS);
    await storeOf(opened)
      .add(made.stored)
      .catch((error: unknown) => {
        throw error instanceof TooManyTokens ? new Failure(`${error.message} Revoke one first.`) : error;
      });
    io.stdout(`${made.token}\n`);
    io.stderr(`This is shown once. Its id, for revoking it, is ${made.stored.id}.\n`);
    return 0;
  });
}

export async function listTokens(storeOf: StoreOf, owner: string | undefined, { outbox }: Given, io: Io): Promise<ExitCode> {
  return await withFoundOutbox<ExitCode>(
    outbox,
    io,
    async (opened) => {
      for (const stored of await storeOf(opened).list(owner)) io.stdout(`${describe(stored, Date.now())}\n`);
      return 0;
    },
    (address) => {
      io.stderr(`There is no token yet: there is no outbox at ${address}.\n`);
      return 0;
    },
  );
}

export async function revokeToken(
  storeOf: StoreOf,
  [owner, token]: readonly [string, string],
  { outbox }: Given,
  io: Io,
): Promise<ExitCode> {
  return await withFoundOutbox<ExitCode>(
    outbox,
    io,
    async (opened) => {
      if (!(await storeOf(opened).revoke(owner, token, Date.now()))) throw new Failure(`${owner} has no live token ${token}.`);
      io.stdout(`${token} opens nothing any more.\n`);
      return 0;
    },
    (address) => {
      throw new Failure(`There is no outbox at ${address}, and so no token.`);
    },
  );
}

function describe({ owner, id, createdAt, expiresAt, lastUsedAt, revokedAt }: StoredToken, now: number): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const use = lastUsedAt === undefined ? 'never used' : `last used ${day(lastUsedAt)}`;
  const end = expiresAt === undefined ? [] : [`${expiresAt > now ? 'ends' : 'ended'} ${day(expiresAt)}`];
  return [
    owner,
    id,
    `made ${day(createdAt)}`,
    use,
    ...end,
    ...(revokedAt === undefined ? [] : [`revoked ${day(revokedAt)}`]),
  ].join('  ');
}
