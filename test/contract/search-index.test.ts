import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchDocument } from '#registry/search/document.ts';
import { createMeilisearch } from '#registry/search/meilisearch/engine.ts';
import { indexNames, listIndexes } from '#registry/search/meilisearch/index-names.ts';
import { connectToMeilisearch, multiSearchWith } from '#registry/search/meilisearch/server/client.ts';
import { ownIndexes, rebuildIndexes, RebuildOvertaken } from '#registry/search/meilisearch/server/indexer.ts';
import { deleteSearchKey, listSearchKeys, makeSearchKey } from '#registry/search/meilisearch/server/keys.ts';
import { canSync, compareIndexes, isSame, syncIndexes } from '#registry/search/meilisearch/server/sync.ts';
import { finish, TaskFailed } from '#registry/search/meilisearch/server/tasks.ts';
import { querySchema } from '#registry/search/query.ts';
import { runCommand } from '../../scripts/run.ts';
import { readFixtureRegistry, writeTree } from '../fixtures/fixture-tree.ts';
import { type Bench, mode, openMeilisearch } from '../meilisearch/bench.ts';
import { documents, testLocales } from './search-documents.ts';

const prefix = 'indexing';
const names = indexNames(prefix);
const place = { prefix, locales: testLocales };
let bench: Bench;

beforeAll(async () => {
  bench = await openMeilisearch('indexing', prefix);
});
afterAll(async () => await bench.close());

const found = async (q: string) => {
  const engine = createMeilisearch(multiSearchWith(bench.client), place);
  const { hits, lessons } = await engine.search(querySchema.parse({ q, locale: 'es' }));
  return { cases: hits.map(({ id }) => id), lessons: lessons.map(({ case: id }) => id) };
};
const without = (id: string) => documents.filter((document) => document.id !== id);
const retitled = (document: SearchDocument, title: string) => ({ ...document, card: { ...document.card, title } });

describe(`the indexes of Meilisearch (${mode})`, () => {
  test('are all missing on a new server, which a comparison says without making any', async () => {
    const difference = await compareIndexes(bench.client, documents, place);
    expect(difference.missing.toSorted()).toEqual(listIndexes(names, testLocales).toSorted());
    expect(canSync(difference)).toBe(false);
    expect(await ownIndexes(bench.client, prefix)).toEqual([]);
  });

  test('are made by a rebuild, which clears away what a killed one has left', async () => {
    const left = `${prefix}_cases_es_next_dead`;
    await finish(bench.client, [await bench.client.createIndex(left, { primaryKey: 'id' })]);
    const made = await rebuildIndexes(bench.client, documents, { ...place, runId: 'one' });
    expect(made).toMatchObject({ cases: documents.length, lessons: documents.length });
    expect((await ownIndexes(bench.client, prefix)).toSorted()).toEqual(listIndexes(names, testLocales).toSorted());
    expect(isSame(await compareIndexes(bench.client, documents, place))).toBe(true);
    expect((await found('computadora')).cases).toEqual(['ceibal']);
  });

  test('stay as they were when a task of a rebuild fails, and the failure is thrown', async () => {
    const broken = [...documents, { ...documents[0]!, id: 'not a valid id' }];
    const rebuilding = rebuildIndexes(bench.client, broken, { ...place, runId: 'two' });
    await expect(rebuilding).rejects.toThrow(TaskFailed);
    await expect(rebuilding).rejects.toThrow(/invalid_document_id/);
    expect((await ownIndexes(bench.client, prefix)).toSorted()).toEqual(listIndexes(names, testLocales).toSorted());
    expect((await found('computadora')).cases).toEqual(['ceibal']);
  });

  test('stay as they were when another rebuild has deleted one that was being made', async () => {
    // After the settings and before the documents, which then create the index again without settings.
    const stolen = indexNames(prefix, '_next_three').cases('es');
    let deleted: unknown;
    function* interrupted(): Generator<SearchDocument> {
      deleted ??= bench.client.deleteIndex(stolen);
      yield* documents;
    }
    const rebuilding = rebuildIndexes(bench.client, interrupted(), { ...place, runId: 'three' });
    await expect(rebuilding).rejects.toThrow(RebuildOvertaken);
    await deleted;
    expect((await found('computadora')).cases).toEqual(['ceibal']);
    expect((await ownIndexes(bench.client, prefix)).toSorted()).toEqual(listIndexes(names, testLocales).toSorted());
  });

  test('follow the content by a sync that sends what has changed and nothing else', async () => {
    const mining = documents.find(({ id, locale }) => id === 'mining' && locale === 'es')!;
    const changed = without('ceibal').map((document) =>
      document === mining ? retitled(document, 'Proveedores tecnológicos del cobre') : document,
    );
    const difference = await compareIndexes(bench.client, changed, place);
    expect(difference.locales.map((each) => [each.locale, each.added.length, each.changed.length, each.removed])).toEqual([
      ['es', 0, 1, ['ceibal']],
      ['pt', 0, 0, ['ceibal']],
      ['en', 0, 0, ['ceibal']],
    ]);
    expect(await syncIndexes(bench.client, difference, place)).toMatchObject({ added: 0, changed: 1, removed: 3 });
    expect((await found('cobre')).cases).toEqual(['mining']);
    expect((await found('computadora')).cases).toEqual([]);
    expect((await found('entregar equipos')).lessons).toEqual([]);

    const again = await compareIndexes(bench.client, changed, place);
    expect(isSame(again)).toBe(true);
    expect((await syncIndexes(bench.client, again, place)).tasks).toEqual([]);
  });

  test('get back what was removed, its lessons and its words included', async () => {
    const difference = await compareIndexes(bench.client, documents, place);
    expect(await syncIndexes(bench.client, difference, place)).toMatchObject({ added: 3, changed: 1, removed: 0 });
    expect(await found('entregar equipos')).toMatchObject({ lessons: ['ceibal'] });
    expect((await found('plan ceival')).cases[0]).toBe('ceibal');
  });

  test('that were made with other settings are named, and cannot be synced', async () => {
    await finish(bench.client, [await bench.client.index(names.lessons).updateSettings({ rankingRules: ['words'] })]);
    const difference = await compareIndexes(bench.client, documents, place);
    expect(difference.otherSettings).toEqual([names.lessons]);
    expect(canSync(difference)).toBe(false);
    expect(isSame(difference)).toBe(false);
  });

  test('of a language that is no more are deleted by a rebuild', async () => {
    await rebuildIndexes(bench.client, documents, { prefix, locales: ['es'], runId: 'four' });
    expect((await ownIndexes(bench.client, prefix)).toSorted()).toEqual(
      [names.cases('es'), names.lessons, names.words].toSorted(),
    );
  });
});

describe(`the search key (${mode})`, () => {
  const options = { now: Date.UTC(2030, 0, 1), days: 30 };

  test('searches the indexes it was made for, and does nothing else', async () => {
    const made = await makeSearchKey(bench.client, prefix, [names.cases('es')], options);
    expect(made.expiresAt).toEqual(new Date('2030-01-31T00:00:00.000Z'));
    const reader = connectToMeilisearch({ url: bench.url, key: made.key });
    const query = { indexUid: names.cases('es'), q: '' };
    await expect(reader.multiSearch({ queries: [query] })).resolves.toMatchObject({ results: [{ indexUid: names.cases('es') }] });
    for (const forbidden of [
      () => reader.multiSearch({ queries: [{ ...query, indexUid: names.lessons }] }),
      () => reader.index(names.cases('es')).getDocuments(),
      () => reader.index(names.cases('es')).deleteAllDocuments(),
      () => reader.getKeys(),
      () => reader.getStats(),
    ])
      await expect(forbidden()).rejects.toMatchObject({ cause: { code: 'invalid_api_key' } });
    await deleteSearchKey(bench.client, made);
  });

  test('can be followed by another, and ends when it is deleted', async () => {
    const one = await makeSearchKey(bench.client, prefix, [names.lessons], options);
    const two = await makeSearchKey(bench.client, prefix, [names.lessons], { ...options, days: 31 });
    const keys = await listSearchKeys(bench.client, prefix, options.now);
    expect(new Set(keys.map(({ uid }) => uid))).toEqual(new Set([one.uid, two.uid]));
    for (const key of keys) await deleteSearchKey(bench.client, key);
    expect(await listSearchKeys(bench.client, prefix, options.now)).toEqual([]);
  });
});

describe(`npm run registry -- index (${mode})`, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registry-index-'));
    await writeTree(await readFixtureRegistry(), join(folder, 'content'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const io = {
      stdout: (text: string) => void (out += text),
      stderr: (text: string) => void (err += text),
      env: { MEILI_URL: bench.url, ...(bench.key ? { MEILI_ADMIN_KEY: bench.key } : {}), MEILI_PREFIX: 'indexing-none' },
      cwd: folder,
    };
    return { code: await runCommand(['index', ...args], io), out, err };
  };

  test('status says what is missing, with exit code 1', async () => {
    const { code, out, err } = await run('status');
    expect(err).toBe('');
    expect(out).toMatch(/^Meilisearch \d+\.\d+\.\d+ at http/);
    expect(out).toContain('Not there: indexing-none_cases_');
    expect(code).toBe(1);
  });

  test('rebuild --dry-run says what it would do, and does nothing', async () => {
    const { code, out } = await run('rebuild', '--dry-run');
    expect(out).toMatch(/^Would index \d+ cases/);
    expect(code).toBe(0);
    expect(await ownIndexes(bench.client, 'indexing-none')).toEqual([]);
  });

  test.each([
    [['rebild'], 'Say rebuild, sync, status or keys.', 2],
    [['keys', '--days', 'many'], '--days takes a whole number', 2],
    [['status', '--url', 'http://127.0.0.1:1'], 'does not answer', 3],
    [['status', '--prefix', 'A B'], 'cannot be a prefix', 3],
  ])('%j is answered with what to do instead', async (args, said, exit) => {
    const { code, err } = await run(...args);
    expect(err).toContain(said);
    expect(code).toBe(exit);
  });
});
