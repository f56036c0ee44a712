import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
  const demand = { DEMAND_PATH: file, DEMAND_PASSWORD: 'a long enough word' };
  const server = await openServer({ ...variables, ...demand }, { now: () => start + day * 86_400_000 });
  for (; day < 3; day += 1) {
    await fetch(`${server.url}/es/search/?q=perros+callejeros&asTyped=true`);
    await fetch(`${server.url}/v1/search?q=hacinamiento+en+las+c%C3%A1rceles&locale=es`);
    await fetch(`${server.url}/v1/search?q=plan+ceibal&locale=es`);
    await fetch(`${server.url}/pt/search/?q=viol%C3%AAncia+dom%C3%A9stica`);
  }
  const page = async (password?: string) =>
    await fetch(`${server.url}/pt/demand/`, {
      ...(password === undefined ? {} : { headers: { authorization: `Basic ${btoa(`ana:${password}`)}` } }),
    });
  const shut = await page();
  expect([shut.status, shut.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Basic /)]);
  const wrong = await page('another long word');
  expect([wrong.status, (await wrong.text()).includes('carceles')]).toEqual([401, false]);
  const open = await page('a long enough word');
  expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
  const html = await open.text();
  expect(html).toContain(
    '<a href="/es/search/?q=carceles+hacinamiento&#x26;asTyped=true" rel="nofollow">carceles hacinamiento</a>',
  );
  expect(html).toContain('<td>3</td>');
  expect(html).toContain('content="noindex"');
  await server.close();
  expect((await readDemand(file))?.named).toEqual({
    'carceles hacinamiento': { locale: 'es', days: 3, last: '2026-03-03' },
    'domestica violencia': { locale: 'pt', days: 3, last: '2026-03-03' },
  });
  const unguarded = await openServer({ ...variables, DEMAND_PATH: file });
  expect((await fetch(`${unguarded.url}/pt/demand/`)).status).toBe(404);
  await unguarded.close();
  await rm(folder, { recursive: true, force: true });
});

test('a file of questions that cannot be read stays as it is, and everything else goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demand-'));
  const file = join(folder, 'demand.json');
  await writeFile(file, '{"key":"a","unnamed":{},"named":{"x":{"days":null}}}');
  const before = await readFile(file, 'utf8');
  const lines: string[] = [];
  const server = await openServer(
    { PORT: '0', HOST: '127.0.0.1', SITE_DIST: inject('siteDir'), SUBMISSIONS: 'off', LOG_LEVEL: 'error', DEMAND_PATH: file },
    { log: { write: (line: string) => void lines.push(line) } },
  );
  expect((await fetch(`${server.url}/v1/search?q=perros+callejeros&locale=es`)).status).toBe(200);
  await server.close();
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([expect.stringContaining('DEMAND_PATH')]);
  expect(await readFile(file, 'utf8')).toBe(before);
  await rm(folder, { recursive: true });
});
