import type { Database } from './database.ts';
import type { SignInStore } from './sign-in.ts';

/** Sign-ins in the outbox's database: servers that share it share them, and a restart ends none. */
export const makeSignInStore = ({ query }: Database): SignInStore => ({
  async add({ hash, reviewer, token, until }, now) {
    await query('delete from outbox_sign_ins where until <= $1', [now]);
    await query('insert into outbox_sign_ins (hash, reviewer, token, until) values ($1, $2, $3, $4)', [
      hash,
      reviewer,
      token,
      until,
    ]);
  },
  async find(hash, now) {
    const [row] = await query(
      `select outbox_sign_ins.reviewer as reviewer from outbox_sign_ins
       join outbox_reviewer_tokens on outbox_reviewer_tokens.hash = outbox_sign_ins.token
       where outbox_sign_ins.hash = $1 and outbox_sign_ins.until > $2
         and revoked_at is null and (expires_at is null or expires_at > $2)`,
      [hash, now],
    );
    return row?.['reviewer'] as string | undefined;
  },
  async remove(hash) {
    await query('delete from outbox_sign_ins where hash = $1', [hash]);
  },
});
