import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runServer, type TestServer } from './running-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await runServer({ content: 'real' });
});
afterAll(() => server.stop());

interface CasePage {
  total: number;
  page: number;
  size: number;
  cases: { id: string; places: { country: string }[] }[];
}
const get = async <Value>(path: string, headers: Record<string, string> = {}) =>
  (await (await fetch(server.origin + path, { headers })).json()) as Value;

describe('cases', () => {
  test('are listed a page at a time, each of them once', async () => {
    const { total } = await get<CasePage>('/v1/cases?size=1');
    const ids: string[] = [];
    for (let page = 1; ids.length < total && page < 50; page++)
      ids.push(...(await get<CasePage>(`/v1/cases?size=7&page=${page}`)).cases.map(({ id }) => id));
    expect(new Set(ids).size).toBe(total);
    expect(ids).toContain('uruguay-plan-ceibal');
  });

  test('are narrowed like a search', async () => {
    const { cases } = await get<CasePage>('/v1/cases?country=URY&country=CHL&size=100');
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.every(({ places }) => places.some(({ country }) => country === 'URY' || country === 'CHL'))).toBe(true);
  });

  test('are cases: a method that a search finds is not among them', async () => {
    const { hits } = await get<{ hits: { id: string }[] }>('/v1/search?locale=es&q=mesa+sectorial&kind=method');
    expect(hits.map(({ id }) => id)).toContain('sector-roundtable');
    const { cases, total } = await get<CasePage>('/v1/cases?locale=es&q=mesa+sectorial&size=100');
    expect(cases.length).toBe(total);
    expect(cases.map(({ id }) => id)).not.toContain('sector-roundtable');
    expect(await get<CasePage>('/v1/cases?kind=method')).toMatchObject({ total: 0, cases: [] });
  });

  test('are the same as in the files of the site', async () => {
    const response = await fetch(`${server.origin}/v1/cases/uruguay-plan-ceibal`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.text()).toBe(readFileSync(join(inject('siteDir'), 'cases/uruguay-plan-ceibal.json'), 'utf8'));
  });

  test.each(['no-such-case', '..%2f..%2fpackage', 'UPPER', '%00'])('that do not exist are not found: %s', async (id) => {
    expect((await fetch(`${server.origin}/v1/cases/${id}`)).status).toBe(404);
  });
});

describe('search', () => {
  test.each([
    ['es', 'computadoras para escolares'],
    ['pt', 'computadores para escolas'],
    ['en', 'laptops for schools'],
  ])('finds across languages in %s', async (locale, q) => {
    const { hits } = await get<{ hits: { id: string }[] }>(`/v1/search?locale=${locale}&q=${encodeURIComponent(q)}`);
    expect(hits.map(({ id }) => id)).toContain('uruguay-plan-ceibal');
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'row 19: takes %s for a word, although every object of JavaScript has something of that name',
    async (q) => {
      for (const locale of ['es', 'pt', 'en'])
        expect((await fetch(`${server.origin}/v1/search?locale=${locale}&q=${q}`)).status).toBe(200);
    },
  );

  test('answers in the language that a caller prefers', async () => {
    const languages = await Promise.all(
      ['es', 'en'].map(
        async (language) =>
          (await get<{ hits: { card: { title: string } }[] }>('/v1/search?q=ceibal&size=1', { 'accept-language': language }))
            .hits[0]!.card.title,
      ),
    );
    expect(new Set(languages).size).toBe(2);
  });

  test('refuses what it does not understand, and names it', async () => {
    const response = await fetch(`${server.origin}/v1/search?contry=URY&size=1000&sort=best&page=one`);
    expect(response.status).toBe(400);
    const { type, errors } = (await response.json()) as { type: string; errors: { pointer: string }[] };
    expect(type).toBe('/problems/#query-invalid');
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['/contry', '/page', '/size', '/sort']);
  });
});

test.each([
  ['POST', '/v1/cases', 'GET, HEAD'],
  ['DELETE', '/v1/cases/uruguay-plan-ceibal', 'GET, HEAD'],
  ['GET', '/v1/submissions', 'POST'],
  ['PUT', '/v1/validate', 'POST'],
])('%s %s is refused with the methods that there are', async (method, path, allowed) => {
  const response = await fetch(server.origin + path, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe(allowed);
});
