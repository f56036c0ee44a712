import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readDemand } from '#registry/search/demand-file.ts';
import { openServer } from '../../api/server.ts';

test('the server counts questions that found nothing, by days, when it is told where, and no others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demand-'));
  const file = join(folder, 'demand.json');
  const start = Date.parse('2026-03-01T10:00:00Z');
  let day = 0;
  const variables = { PORT: '0', HOST: '127.0.0.1', SITE_DIST: inject('siteDir'), SUBMISSIONS: 'off', LOG_LEVEL: 'silent' };
  const server = await openServer({ ...variables, DEMAND_PATH: file }, { now: () => start + day * 86_400_000 });
  for (; day < 3; day += 1) {
    await fetch(`${server.url}/v1/search?q=hacinamiento+en+las+c%C3%A1rceles&locale=es`);
    await fetch(`${server.url}/v1/search?q=plan+ceibal&locale=es`);
    await fetch(`${server.url}/pt/search/?q=viol%C3%AAncia+dom%C3%A9stica`);
  }
  await server.close();
  expect((await readDemand(file))?.named).toEqual({
    'carceles hacinamiento': { locale: 'es', days: 3, last: '2026-03-03' },
    'domestica violencia': { locale: 'pt', days: 3, last: '2026-03-03' },
  });
  await rm(folder, { recursive: true, force: true });
});
