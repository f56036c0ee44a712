import { describe } from 'vitest';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { describeImported } from './imported.ts';
import { offerPostgres } from './outbox-postgres-server.ts';

const postgres = await offerPostgres('What is held of other registries, in PostgreSQL');

describe.skipIf(!postgres)('in PostgreSQL', () => {
  describeImported(async () => {
    const server = await postgres!.start();
    const imported = await openImported(server.url);
    return {
      imported,
      again: () => openImported(server.url),
      close: async () => {
        await imported.close();
        await server.stop();
      },
    };
  });
});
