import type { Database, Row } from './database.ts';
import { MAX_LIVE_TOKENS, type StoredToken, type TokenStore, TooManyTokens } from './token.ts';

/** Where tokens of labs and of reviewers are: apart, so that neither can pass for the other. */
export const TOKENS = {
  labs: { table: 'outbox_tokens', owner: 'lab' },
  reviewers: { table: 'outbox_reviewer_tokens', owner: 'reviewer' },
} as const;

/** Tokens in the outbox's database, because accepting a submission needs both. */
export function makeTokenStore(
  { query, transaction }: Database,
  { table, owner: column }: (typeof TOKENS)[keyof typeof TOKENS],
): TokenStore {
  return {
    add: (token) =>
      transaction(async (run) => {
        const live = await run(
          `select hash from ${table} where ${column} = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
          [token.owner, token.createdAt],
        );
        if (live.length >= MAX_LIVE_TOKENS) throw new TooManyTokens(`${token.owner} has ${live.length} tokens already.`);
        await run(`insert into ${table} (hash, id, ${column}, created_at, expires_at) values ($1, $2, $3, $4, $5)`, [
          token.hash,
          token.id,
          token.owner,
          token.createdAt,
          token.expiresAt ?? null,
        ]);
      }),
    async find(hash) {
      const [row] = await query(`select * from ${table} where hash = $1`, [hash]);
      return row && readToken(row, column);
    },
    async list(owner = '') {
      const rows = await query(`select * from ${table} where $1 = '' or ${column} = $1 order by ${column}, created_at, id`, [
        owner,
      ]);
      return rows.map((row) => readToken(row, column));
    },
    async markUsed(hash, now) {
      await query(`update ${table} set last_used_at = $1 where hash = $2`, [now, hash]);
    },
    async revoke(owner, id, now) {
      const rows = await query(
        `update ${table} set revoked_at = $1 where ${column} = $2 and id = $3 and revoked_at is null returning hash`,
        [now, owner, id],
      );
      return rows.length > 0;
    },
  };
}

function readToken(row: Row, owner: string): StoredToken {
  const time = (key: 'expiresAt' | 'lastUsedAt' | 'revokedAt', column: string) =>
    row[column] === null ? {} : ({ [key]: row[column] } as Partial<Record<typeof key, number>>);
  return {
    id: row['id'] as string,
    hash: row['hash'] as string,
    owner: row[owner] as string,
    createdAt: row['created_at'] as number,
    ...time('expiresAt', 'expires_at'),
    ...time('lastUsedAt', 'last_used_at'),
    ...time('revokedAt', 'revoked_at'),
  };
}
