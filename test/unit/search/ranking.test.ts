import { describe, expect, test } from 'vitest';
import type { SearchDocument } from '#registry/search/document.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { fuse } from '#registry/search/fusion.ts';
import type { IndexSource, Postings } from '#registry/search/index-source.ts';
import { querySchema } from '#registry/search/query.ts';
import { rank as rankReadings, readWord } from '#registry/search/ranking.ts';
import { readTyped } from '#registry/search/typed.ts';
import { documents } from '../../contract/search-documents.ts';

/** What was found for a word: the square roots of scores, by the numbers of records. */
const found = (roots: Readonly<Record<number, number>>) => ({
  numbers: Object.keys(roots).map(Number),
  roots: Float64Array.from({ length: 20 }, (_, number) => roots[number] ?? 0),
  having: Object.keys(roots).length,
});
const rank = (...words: Readonly<Record<number, number>>[]) => fuse(words.map(found), 20, 20);

describe('ranking', () => {
  test('a document with both words comes before one where a single word scores more', () => {
    const [often, both] = [0, 1];
    const ranked = rank({ [often]: 2.2, [both]: 1.4 }, { [both]: 1.4 });
    expect(ranked.map(({ number, complete }) => [number, complete])).toEqual([
      [both, true],
      [often, false],
    ]);
  });

  test('equal scores are ordered by number, so that pages never overlap', () => {
    expect(rank({ 7: 1, 0: 1, 19: 1, 3: 2 }).map(({ number }) => number)).toEqual([3, 0, 7, 19]);
  });

  test('a word nobody wrote changes no order, and leaves no document complete', () => {
    const ranked = rank({ 4: 2, 5: 1 }, {});
    expect(ranked.map(({ number, complete }) => [number, complete])).toEqual([
      [4, false],
      [5, false],
    ]);
  });

  test('a word that many documents have cannot outweigh a rare one by its score in one field', () => {
    const common = Object.fromEntries(Array.from({ length: 19 }, (_, number) => [number, 1]));
    expect(rank({ ...common, 0: 5 }, { 19: 1.7 })[0]!.number).toBe(19);
  });

  test('a relative of a word ranks a document below the word itself, and does not count as the word, but what an unfinished word begins does', async () => {
    const at = (number: number): Postings => ({ numbers: [number], impacts: [100] });
    const postings = new Map([
      ['exportador', at(0)],
      ['exportacion', at(1)],
    ]);
    const source: Pick<IndexSource, 'count' | 'postings' | 'stemsFrom'> = {
      count: 20,
      postings: async (stems) => new Map([...postings].filter(([stem]) => stems.includes(stem))),
      stemsFrom: async (beginning) => new Map([...postings].filter(([stem]) => stem.startsWith(beginning))),
    };
    const [word] = readTyped('exportadores ', 'es').words;
    const reading = await readWord(source as IndexSource, word!);
    expect(rankReadings(source, [reading]).map(({ number }) => number)).toEqual([0, 1]);
    expect([reading.numbers, reading.having]).toEqual([[0], 1]);
    const [unfinished] = readTyped('exporta', 'es').words;
    expect((await readWord(source as IndexSource, unfinished!)).numbers).toEqual([0, 1]);
  });
});

describe('a record of little weight', () => {
  const document = (id: string, kind: string, weight?: number): SearchDocument => ({
    ...documents.find(({ locale }) => locale === 'es')!,
    id,
    concepts: { [`kinds/${kind}`]: { es: kind } },
    ...(weight === undefined ? {} : { weight }),
  });
  const engine = createEmbedded([document('a-talk', 'encuentro', 0.1), document('case', 'caso')]);
  const ask = async (q: string) => (await engine.search(querySchema.parse({ q, locale: 'es' }))).hits.map(({ id }) => id);

  test('ranks after others with the same words, and first when its kind is asked for', async () => {
    expect(await ask('computadora escolar ')).toEqual(['case', 'a-talk']);
    expect((await ask('encuentro computadora escolar '))[0]).toBe('a-talk');
  });
});
