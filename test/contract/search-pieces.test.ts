import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FACETS } from '#registry/search/bounds.ts';
import { makeDocuments, makeProblems } from '#registry/search/corpus.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import { createEmbedded, type FirstPage, openIndex, type StepwiseEngine } from '#registry/search/embedded.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { lineKey } from '#registry/search/index-lines.ts';
import { openPieces } from '#registry/search/index-in-pieces.ts';
import type { IndexContents } from '#registry/search/index-pieces.ts';
import type { Problem } from '#registry/search/problem.ts';
import { indexFiles } from '#registry/search/published-index.ts';
import { querySchema, type SearchRequest } from '#registry/search/query.ts';
import { documents as few, testProblems } from './search-documents.ts';
import { describeSearchEngine } from './search-engine.ts';
import { registry } from '../real-content.ts';

/** The engine of an index in pieces, and the names of those it has fetched; files come as they are sent, once `line` lets them. */
function openPublished(
  documents: readonly SearchDocument[],
  problems: readonly Problem[],
  locale: string,
  line: () => Promise<void> = async () => undefined,
  most?: number,
) {
  const files = new Map(
    indexFiles(documents, locale, problems, 0).map(({ path, content }) => [path, JSON.stringify(content())] as const),
  );
  const contents = JSON.parse(files.get(`${locale}.json`)!) as IndexContents;
  const fetched: string[] = [];
  const engine: StepwiseEngine = openIndex(
    openPieces(
      contents,
      async (name) => {
        fetched.push(name);
        await line();
        return JSON.parse(files.get(`${contents.folder}/${name}`)!) as unknown;
      },
      most,
    ),
  );
  return { engine, fetched, files };
}

describeSearchEngine('an index in pieces', async (all) => {
  const locales = [...new Set(all.map(({ locale }) => locale))];
  const engines = new Map(locales.map((locale) => [locale, openPublished(all, testProblems, locale).engine]));
  const none = createEmbedded([]);
  return { search: async (query) => (engines.get(query.locale) ?? none).search(query) };
});

const all = [...makeDocuments(registry)];
const problems = makeProblems(registry, all);
const whole = createEmbedded(all, problems);
const published = new Map([...registry.locales.keys()].map((locale) => [locale, openPublished(all, problems, locale)]));

/** Asks both, and expects one answer. */
async function expectSame(request: SearchRequest): Promise<void> {
  const query = querySchema.parse(request);
  const inPieces: SearchEngine = published.get(query.locale)!.engine;
  expect([request, await inPieces.search(query)]).toEqual([request, await whole.search(query)]);
}

describe('an index in pieces answers as the whole one does', () => {
  const questions = ['judged', 'answered', 'unanswered']
    .flatMap(
      (name) =>
        (
          JSON.parse(readFileSync(`test/fixtures/relevance/${name}-queries.json`, 'utf8')) as {
            queries: { locale: string; q: string }[];
          }
        ).queries,
    )
    .filter((_, at) => at % 2 === 0);

  test('every second question of the fixtures', async () => {
    expect(questions.length).toBeGreaterThan(200);
    for (const { locale, q } of questions) await expectSame({ locale, q });
  });

  test('whatever words, filters, order and page', async () => {
    const words = [...new Set(all.flatMap(({ card }) => card.title.split(/\s+/)))];
    const word = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom(...words).map((each) => each.slice(0, 3)),
      fc.constantFrom(...words).map((each) => each.slice(0, 4) + each.slice(5)),
      fc.string({ maxLength: 8 }),
    );
    const values = [
      ...new Set(all.flatMap(({ facets }) => FACETS.flatMap((facet) => facets[facet].map((value) => ({ facet, value }))))),
    ];
    const request = fc.record({
      q: fc.oneof(
        fc.array(word, { maxLength: 5 }).map((each) => each.join(' ')),
        fc.constantFrom(...words.slice(1).map((each, at) => `"${words[at]} ${each}"`)),
      ),
      locale: fc.constantFrom(...registry.locales.keys()),
      filters: fc
        .array(fc.constantFrom(...values), { maxLength: 2 })
        .map((chosen) => Object.fromEntries(chosen.map(({ facet, value }) => [facet, [value]]))),
      sort: fc.constantFrom('relevance' as const, 'newest' as const),
      page: fc.integer({ min: 1, max: 3 }),
      size: fc.constantFrom(5, 20, 40),
    });
    await fc.assert(
      fc.asyncProperty(request, (asked) => expectSame({ ...asked, q: asked.q.slice(0, 200) })),
      { numRuns: 150 },
    );
  });
});

describe('of an index in pieces', () => {
  const ask = (q: string) => querySchema.parse({ q, locale: 'es' });

  test('no more pieces are kept than there is room for: those that were needed last', async () => {
    const { engine, fetched } = openPublished(all, problems, 'es', undefined, 40);
    const questions = ['agua', 'innovación', 'permisos', 'zonas francas', 'agua'];
    for (const q of questions) expect(await engine.search(ask(q))).toEqual(await whole.search(ask(q)));
    // What every question needs was never away; the records of the first were, when it was asked again.
    const times = (name: string) => fetched.filter((each) => each === name).length;
    expect([times('concepts.json'), times('facets.json')]).toEqual([1, 1]);
    expect(new Set(fetched).size).toBeLessThan(fetched.length);
    const before = fetched.length;
    await engine.search(ask('agua'));
    expect(fetched).toHaveLength(before);
  });

  test('a question needs a few files, and one record for each of the first ten results before they are shown', async () => {
    const { engine, fetched, files } = openPublished(all, problems, 'es');
    let first: FirstPage | undefined;
    let fetchedFirst = 0;
    const page = await engine.search(ask('innovación '), (early) => {
      first = early;
      fetchedFirst = fetched.length;
    });
    expect(page.total).toBeGreaterThan(10);
    expect(first!.hits).toEqual(page.hits.slice(0, 10));
    expect(fetched.slice(0, fetchedFirst).filter((name) => name.startsWith('record-'))).toHaveLength(10);
    expect(fetched.slice(0, fetchedFirst)).not.toContain('facets.json');
    expect(fetchedFirst).toBeLessThan(40);
    expect(files.size).toBeGreaterThan(250);
  });

  test('a word and its relatives are in one file', () => {
    const { files } = published.get('es')!;
    const beginnings = [...files]
      .filter(([path]) => path.includes('/stems-'))
      .flatMap(([, lines]) => [...new Set((JSON.parse(lines) as string[]).map((line) => lineKey(line).slice(0, 5)))]);
    expect(beginnings.length).toBeGreaterThan(1000);
    expect(new Set(beginnings).size).toBe(beginnings.length);
  });

  test('all that is shown first comes at once when the first words are there', async () => {
    // Records that have too little of the question are among the ten best, and are not shown.
    const q = 'zonas francas ';
    let rounds = 0;
    let next: Promise<void> | undefined;
    const line = () => (next ??= wait(20).then(() => void ((next = undefined), (rounds += 1))));
    const { engine, fetched } = openPublished(all, problems, 'es', line);
    let needed: { rounds: number; records: number } | undefined;
    await engine.search(ask(q), () => {
      needed = { rounds, records: fetched.filter((name) => name.startsWith('record-')).length };
    });
    expect(needed!.records).toBeGreaterThan(10);
    // The words, and the records.
    expect(needed!.rounds).toBe(2);
  });

  test('nothing is fetched twice, but what failed is', async () => {
    const files = new Map(indexFiles(few, 'es', testProblems, 0).map(({ path, content }) => [path, content()]));
    const contents = files.get('es.json') as IndexContents;
    const fetched: string[] = [];
    let isDown = true;
    const engine = openIndex(
      openPieces(contents, async (name) => {
        fetched.push(name);
        if (isDown) throw new Error('offline');
        return files.get(`${contents.folder}/${name}`);
      }),
    );
    await expect(engine.search(ask('minería '))).rejects.toThrow('offline');
    isDown = false;
    fetched.length = 0;
    expect((await engine.search(ask('minería '))).total).toBeGreaterThan(0);
    const once = fetched.length;
    await engine.search(ask('minería '));
    expect(fetched).toHaveLength(once);
    expect(new Set(fetched).size).toBe(once);
  });

  test('another index has another folder, and a small one is one file', () => {
    const [first, ...rest] = indexFiles(few, 'es', testProblems);
    expect([first!.path, rest]).toEqual(['es.json', []]);
    expect(first!.content()).toHaveProperty('documents');
    const folderOf = (documents: readonly SearchDocument[]) =>
      (indexFiles(documents, 'es', testProblems, 0)[0]!.content() as IndexContents).folder;
    expect(folderOf(few)).not.toBe(folderOf(few.slice(1)));
  });
});
