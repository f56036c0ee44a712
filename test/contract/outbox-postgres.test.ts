import pg from 'pg';
import { test } from 'vitest';
import { openPostgresOutbox } from '#registry/submission/postgres.ts';
import { describeOutbox } from './outbox.ts';
import { findPostgres, startPostgres } from './outbox-postgres-server.ts';

const given = process.env['OUTBOX_TEST_URL'];
const bin = given === undefined ? await findPostgres() : undefined;
let url = given ?? '';

const TABLES = ['submissions', 'contacts', 'deliveries', 'pause', 'tokens'].map((name) => `outbox_${name}`);

if (given === undefined && bin === undefined) {
  const reason = 'no PostgreSQL here: set OUTBOX_TEST_URL to an empty database, or install the package postgresql';
  console.warn(`The outbox in PostgreSQL: skipped, ${reason}.`);
  test.skip(`The outbox in PostgreSQL (${reason})`, () => undefined);
} else {
  describeOutbox(
    'The outbox in PostgreSQL',
    {
      async open(options) {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        await client.query(`drop table if exists ${TABLES.join(', ')}`);
        await client.end();
        return await openPostgresOutbox(url, options);
      },
      openAgain: async (options) => await openPostgresOutbox(url, options),
    },
    async () => {
      if (bin === undefined) return async () => undefined;
      const server = await startPostgres(bin);
      url = server.url;
      return server.stop;
    },
  );
}
