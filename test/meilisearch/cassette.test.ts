import { expect, test } from 'vitest';
import { replay } from './cassette.ts';

const FILE = 'test/fixtures/meilisearch/contract.json';

test('a request that was not recorded is refused, with the version that was and what to do', async () => {
  const server = await replay(FILE);
  const response = await fetch(`${server.url}/multi-search`, { method: 'POST', body: '{"queries":[]}' });
  expect(response.status).toBe(501);
  const { message } = (await response.json()) as { message: string };
  expect(message).toMatch(/POST \/multi-search is not what was recorded from Meilisearch \d+\.\d+\.\d+/);
  expect(message).toContain('MEILI_RECORD=1');
  expect(server.unknown).toHaveLength(1);
  await server.close();
});

test('a recording that is not there is asked for', async () => {
  await expect(replay('test/fixtures/meilisearch/none.json')).rejects.toThrow('Record again');
});
