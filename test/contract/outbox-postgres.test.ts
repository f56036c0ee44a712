import pg from 'pg';
import { test } from 'vitest';
import type { OutboxOptions } from '#registry/outbox/outbox.ts';
import { openPostgresOutbox } from '#registry/outbox/postgres.ts';
import { offerPostgres } from './outbox-postgres-server.ts';
import { describeOutbox } from './outbox.ts';
import { PATIENCE_MS } from '../patience.ts';

const title = 'The outbox in PostgreSQL';
const postgres = await offerPostgres(title);
let url = '';
const openPatiently = (options: OutboxOptions) => openPostgresOutbox(url, { ...options, connectMs: PATIENCE_MS });

if (postgres === undefined) {
  test.skip(`${title} (no PostgreSQL here)`, () => undefined);
} else {
  describeOutbox(
    title,
    {
      async open(options) {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        // The database is the test's own: whatever tables an outbox has, they are gone.
        await client.query('drop schema public cascade; create schema public');
        await client.end();
        return await openPatiently(options);
      },
      openAgain: openPatiently,
    },
    async () => {
      const server = await postgres.start();
      url = server.url;
      return server.stop;
    },
  );
}
