import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Tree, TreeFile } from '#registry/content/tree.ts';
import { postJson, runServer, type TestServer, until } from '../../api/submissions/running-server.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from '../scripts/scratch.ts';
import { makeShellSite } from '../submission/form/server.ts';
import { fixtureContext, improvement, quickSubmission } from '../submission/quick-submission.ts';
import { type SearchServerDouble, startSearchServer } from './search-server.ts';

const BROKEN = 'worked-with-citations';
const SOUND = 'failed-and-says-why';
const FILE = `cases/ury/${BROKEN}/index.md`;

/** A registry with a record that satisfies the schema and breaks a rule: its steward is no lab. */
async function withBroken(): Promise<Tree> {
  const tree = new Map<string, TreeFile>(await readFixtureRegistry());
  const { text } = tree.get(FILE) as { text: string };
  return tree.set(FILE, { text: text.replace(/^steward: .*$/m, 'steward: nobody-knows-this-lab') });
}

describe('a record with an error is published nowhere, and a sound one everywhere:', () => {
  let server: TestServer;
  let searchServer: SearchServerDouble;
  let siteDir: string;
  beforeAll(async () => {
    siteDir = await mkdtemp(join(tmpdir(), 'registry-published-'));
    await makeShellSite(siteDir);
    // As if the site had been built before the record broke.
    await mkdir(join(siteDir, 'cases'), { recursive: true });
    for (const id of [BROKEN, SOUND]) await writeFile(join(siteDir, 'cases', `${id}.json`), JSON.stringify({ id }));
    searchServer = await startSearchServer();
    server = await runServer({
      ...{ siteDir, content: await withBroken(), delivers: true, reconcileSeconds: 1 },
      env: {
        SEARCH_ENGINE: 'meilisearch',
        MEILI_URL: searchServer.url,
        MEILI_SEARCH_KEY: 'search',
        MEILI_ADMIN_KEY: 'admin',
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    await searchServer.stop();
    await rm(siteDir, { recursive: true, force: true });
    await rm(`${siteDir}.lease`, { force: true });
  });
  const json = async <Value>(path: string) => (await (await fetch(server.origin + path)).json()) as Value;
  const statusOf = async (path: string, init?: RequestInit) => (await fetch(server.origin + path, init)).status;

  test('the site', async () => {
    const folder = await onDisk(await withBroken());
    vi.stubEnv('CONTENT_DIR', join(folder, 'content'));
    // CI servers set a variable that stops a build at the first broken record; this test is about the others.
    vi.stubEnv('CI', '');
    vi.stubEnv('STRICT', '');
    vi.resetModules();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    });
    const { loadRegistry } = await import('../../../site/src/lib/load-registry.ts');
    const { registry, published } = await loadRegistry();
    expect([registry.cases.has(BROKEN), registry.cases.has(SOUND)]).toEqual([false, true]);
    expect(JSON.parse(published)).toMatchObject({ leftOut: [FILE] });
  });

  test('search and lists of the API, whose total counts what they show', async () => {
    const { hits } = await json<{ hits: { id: string }[] }>('/v1/search?size=50');
    expect(hits.map(({ id }) => id)).toContain(SOUND);
    expect(hits.map(({ id }) => id)).not.toContain(BROKEN);
    const { cases } = await json<{ total: number; cases: { id: string }[] }>('/v1/cases?size=50');
    expect(cases.map(({ id }) => id)).toEqual([SOUND]);
    const title = await json<{ hits: { id: string }[] }>('/v1/search?q=almuerzo+escolar');
    expect(title.hits.map(({ id }) => id)).not.toContain(BROKEN);
  });

  test('single cases of the API, also when the site has a page of it still', async () => {
    expect(await statusOf(`/v1/cases/${SOUND}`)).toBe(200);
    expect(await statusOf(`/v1/cases/${BROKEN}`)).toBe(404);
  });

  test('the form that corrects a case', async () => {
    expect(await statusOf(`/es/cases/${SOUND}/improve`)).toBe(200);
    expect(await statusOf(`/es/cases/${BROKEN}/improve`)).toBe(404);
    const body = new URLSearchParams({ go: 'next' });
    expect(await statusOf(`/es/cases/${BROKEN}/improve`, { method: 'POST', body })).toBeGreaterThanOrEqual(404);
  });

  test('what checks submissions, and what it asks whether a new case is like', async () => {
    const { registry } = await fixtureContext();
    const correction = await postJson(`${server.origin}/v1/validate`, improvement(registry, { case: { level: 'city' } }));
    expect(correction.status).toBe(422);
    expect(await correction.text()).toContain('original-missing');
    const { title, problem } = registry.cases.get(BROKEN)!.facts;
    const again = quickSubmission({ case: { ...quickSubmission().case, title, problem } });
    const similar = await postJson(`${server.origin}/v1/validate`, again);
    expect(similar.status).toBe(200);
    expect(await similar.text()).not.toContain(BROKEN);
  });

  test('the command line that fills a search server', async () => {
    const folder = await onDisk(await withBroken());
    const { stdout, stderr } = await run(folder, ['index', 'rebuild', '--dry-run', '--url', searchServer.url]);
    const whole = await onDisk(await readFixtureRegistry());
    const all = await run(whole, ['index', 'rebuild', '--dry-run', '--url', searchServer.url]);
    const cases = (text: string) => Number(/Would index (\d+) cases/.exec(text)![1]);
    expect(cases(stdout)).toBe(cases(all.stdout) - 3);
    expect(stderr).toContain('1 errors');
  });

  test('the search server that the API keeps up to date, when somebody commits to the published branch', async () => {
    await writeFile(join(server.repository, 'content', 'README.md'), 'Otra cosa.\n');
    server.git('add', '--all');
    server.git('commit', '--quiet', '--message=Elsewhere');
    await until(
      () => server.logged(),
      (log) => log.includes('the search indexes are up to date'),
    );
    const sent = [...searchServer.sent.values()].flatMap((entries) => [...entries]).join('\n');
    expect(sent).toContain(SOUND);
    expect(sent).not.toContain(BROKEN);
  });
});
