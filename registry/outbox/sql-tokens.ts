import type { Database, Row } from './database.ts';
import { MAX_LIVE_TOKENS, type StoredToken, type TokenStore, TooManyTokens } from './token.ts';

/** The labs' tokens, in the outbox's database, because accepting a submission needs both. */
export function makeTokenStore({ query, transaction }: Database): TokenStore {
  return {
    add: (token) =>
      transaction(async (run) => {
        const live = await run(
          'select hash from outbox_tokens where lab = $1 and revoked_at is null and (expires_at is null or expires_at > $2)',
          [token.lab, token.createdAt],
        );
        if (live.length >= MAX_LIVE_TOKENS) throw new TooManyTokens(`${token.lab} has ${live.length} tokens already.`);
        await run('insert into outbox_tokens (hash, id, lab, created_at, expires_at) values ($1, $2, $3, $4, $5)', [
          token.hash,
          token.id,
          token.lab,
          token.createdAt,
          token.expiresAt ?? null,
        ]);
      }),
    async find(hash) {
      const [row] = await query('select * from outbox_tokens where hash = $1', [hash]);
      return row && readToken(row);
    },
    async list(lab = '') {
      const rows = await query(`select * from outbox_tokens where $1 = '' or lab = $1 order by lab, created_at, id`, [lab]);
      return rows.map(readToken);
    },
    async markUsed(hash, now) {
      await query('update outbox_tokens set last_used_at = $1 where hash = $2', [now, hash]);
    },
    async revoke(lab, id, now) {
      const rows = await query(
        'update outbox_tokens set revoked_at = $1 where lab = $2 and id = $3 and revoked_at is null returning hash',
        [now, lab, id],
      );
      return rows.length > 0;
    },
  };
}

function readToken(row: Row): StoredToken {
  const time = (key: 'expiresAt' | 'lastUsedAt' | 'revokedAt', column: string) =>
    row[column] === null ? {} : ({ [key]: row[column] } as Partial<Record<typeof key, number>>);
  return {
    id: row['id'] as string,
    hash: row['hash'] as string,
    lab: row['lab'] as string,
    createdAt: row['created_at'] as number,
    ...time('expiresAt', 'expires_at'),
    ...time('lastUsedAt', 'last_used_at'),
    ...time('revokedAt', 'revoked_at'),
  };
}
