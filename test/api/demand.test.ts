import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDemand } from '#registry/search/demand-file.ts';
import { runServer } from './submissions/running-server.ts';

test('the server counts questions that found nothing, by days, when it is told where, and no others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demand-'));
  const file = join(folder, 'demand.json');
  const start = Date.parse('2026-03-01T10:00:00Z');
  let day = 0;
  const env = { SUBMISSIONS: 'off', DEMAND_PATH: file };
  const server = await runServer({ env, now: () => start + day * 86_400_000 });
  for (; day < 3; day += 1) {
    await fetch(`${server.origin}/v1/search?q=hacinamiento+en+las+c%C3%A1rceles&locale=es`);
    await fetch(`${server.origin}/v1/search?q=almuerzo+escolar&locale=es`);
    await fetch(`${server.origin}/pt/search/?q=viol%C3%AAncia+dom%C3%A9stica`);
  }
  await server.stop();
  expect((await readDemand(file))?.named).toEqual({
    'carceles hacinamiento': { locale: 'es', days: 3, last: '2026-03-03' },
    'domestica violencia': { locale: 'pt', days: 3, last: '2026-03-03' },
  });
  await rm(folder, { recursive: true, force: true });
});
