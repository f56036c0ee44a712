import { describe, expect, test } from 'vitest';
import { fuse } from '#registry/search/fusion.ts';
import { rank, type Reading } from '#registry/search/ranking.ts';
import { makeTextIndex } from '#registry/search/text-index.ts';
import { readTyped } from '#registry/search/typed.ts';
import { documents } from '../../contract/search-documents.ts';

const index = makeTextIndex(documents.filter((document) => document.locale === 'es'));
const [first, second] = readTyped('mesas ejecutivas', 'es').words;
const reading = (word: Reading['word'], scores: Record<string, number>): Reading => ({
  word,
  stems: word.stems,
  scores: new Map(Object.entries(scores)),
});

describe('ranking', () => {
  test('a document with both words comes before one where a single word scores more', () => {
    const ranked = rank(index, [reading(first!, { often: 5, both: 2 }), reading(second!, { both: 2 })]);
    expect(ranked.map(({ id, complete }) => [id, complete])).toEqual([
      ['both', true],
      ['often', false],
    ]);
  });

  test('equal scores are ordered by id, so that pages never overlap', () => {
    expect(rank(index, [reading(first!, { b: 1, a: 1, c: 1 })]).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('a word nobody wrote changes no order, and leaves no document complete', () => {
    const ranked = rank(index, [reading(first!, { a: 2, b: 1 }), reading(second!, {})]);
    expect(ranked.map(({ id, complete }) => [id, complete])).toEqual([
      ['a', false],
      ['b', false],
    ]);
  });

  test('a word that many documents have cannot outweigh a rare one by its score in one field', () => {
    const [loud, rare, ...rest] = [...index.documents.keys()];
    const common = Object.fromEntries([loud!, ...rest].map((id) => [id, 1]));
    const ranked = rank(index, [reading(first!, { ...common, [loud!]: 30 }), reading(second!, { [rare!]: 3 })]);
    expect(ranked[0]!.id).toBe(rare);
  });

  test('the rarity of a word counts twice: in its own score, and in how much of the question was found', () => {
    const common = { scores: new Map([['loud', 90]]), having: 50 };
    const rare = { scores: new Map([['rare', 1]]), having: 1 };
    // By the share found alone, 90 times the score of the rare word would come first.
    expect(fuse([common, rare], 100).map(({ id }) => id)).toEqual(['rare', 'loud']);
  });
});
