import { describe, expect, test } from 'vitest';
import { batch, once } from '#registry/search/meilisearch/batch.ts';
import type { IndexQuery, MultiSearch } from '#registry/search/meilisearch/index-query.ts';

const query = (q: string): IndexQuery => ({
  indexUid: 'cases',
  q,
  limit: 1,
  attributesToRetrieve: ['id'],
  matchingStrategy: 'all',
});

/** A server that returns each query as its answer, and records the batches. */
function echo() {
  const requests: string[][] = [];
  const multiSearch: MultiSearch = async (queries) => {
    requests.push(queries.map(({ q }) => q));
    return await Promise.resolve(queries.map(({ q }) => ({ hits: [{ id: q }] })));
  };
  return { requests, ask: batch(multiSearch) };
}

const ids = async (answers: Promise<{ hits: Record<string, unknown>[] }>[]) =>
  (await Promise.all(answers)).map(({ hits }) => hits[0]!['id']);

describe('queries that are asked at the same time', () => {
  test('travel together, and each gets its own answer', async () => {
    const { requests, ask } = echo();
    expect(await ids(['a', 'b', 'c'].map((q) => ask(query(q))))).toEqual(['a', 'b', 'c']);
    expect(requests).toEqual([['a', 'b', 'c']]);
  });

  test('are two requests beside each other when they are many', async () => {
    const { requests, ask } = echo();
    const words = [...'abcdefgh'];
    expect(await ids(words.map((q) => ask(query(q))))).toEqual(words);
    expect(requests).toEqual([
      ['a', 'c', 'e', 'g'],
      ['b', 'd', 'f', 'h'],
    ]);
  });

  test('are as many requests as is said, for servers that pass them on', async () => {
    const requests: string[][] = [];
    const ask = batch(async (queries) => {
      requests.push(queries.map(({ q }) => q));
      return await Promise.resolve(queries.map(({ q }) => ({ hits: [{ id: q }] })));
    }, 6);
    const words = [...'abcdefg'];
    expect(await ids(words.map((q) => ask(query(q))))).toEqual(words);
    expect(requests).toEqual([['a', 'g'], ['b'], ['c'], ['d'], ['e'], ['f']]);
  });

  test('all fail when the server does', async () => {
    const ask = batch(() => Promise.reject(new Error('down')));
    const answers = await Promise.allSettled([ask(query('a')), ask(query('b'))]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

test('a query that is asked again is answered without asking', async () => {
  const { requests, ask } = echo();
  const asked = once(ask);
  await ids([asked(query('a')), asked(query('b'))]);
  expect(await ids([asked(query('b')), asked(query('c'))])).toEqual(['b', 'c']);
  expect(requests).toEqual([['a', 'b'], ['c']]);
});
