import { describe, expect, test } from 'vitest';
import { average, ndcg, reciprocalRank } from '../../../scripts/bench/ranking-metrics.ts';

describe('nDCG@10', () => {
  test('by hand: grades 3 and 1 found second and first', () => {
    // Gains 1 and 7: (1/log2 2 + 7/log2 3) / (7/log2 2 + 1/log2 3) = 5.41651 / 7.63093
    expect(ndcg(['b', 'a'], { a: 3, b: 1 })).toBeCloseTo(0.7098, 4);
  });

  test('by hand: the only useful document is third', () => {
    expect(ndcg(['x', 'y', 'a'], { a: 2 })).toBeCloseTo(1 / Math.log2(4), 10);
  });

  test('is 1 for the best order, whatever comes after it', () => {
    expect(ndcg(['a', 'b', 'x', 'y'], { a: 3, b: 2 })).toBe(1);
  });

  test('is 0 when nothing useful is found, nothing is found, or nothing is useful', () => {
    expect(ndcg(['x'], { a: 3 })).toBe(0);
    expect(ndcg([], { a: 3 })).toBe(0);
    expect(ndcg(['a'], { a: 0 })).toBe(0);
  });

  test('looks no further than the tenth result', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `x${at}`);
    expect(ndcg([...ten, 'a'], { a: 3 })).toBe(0);
  });

  test('a document given twice counts once', () => {
    expect(ndcg(['a', 'a'], { a: 3 })).toBe(1);
  });
});

describe('reciprocal rank', () => {
  test('is of the first result graded 2 or more', () => {
    expect(reciprocalRank(['c', 'b', 'a'], { a: 3, b: 2, c: 1 })).toBe(1 / 2);
  });

  test('takes the best grade there is when none reaches 2', () => {
    expect(reciprocalRank(['x', 'c'], { c: 1 })).toBe(1 / 2);
  });

  test('is 0 beyond the tenth result and without useful documents', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `x${at}`);
    expect(reciprocalRank([...ten, 'a'], { a: 3 })).toBe(0);
    expect(reciprocalRank(['a'], { a: 0 })).toBe(0);
  });
});

test('averages are means over queries, and zero without any', () => {
  const answers = [
    { ranking: ['a'], grades: { a: 3 } },
    { ranking: [], grades: { a: 3 } },
  ];
  expect(average(answers)).toEqual({ ndcg10: 0.5, mrr10: 0.5, empty: 0.5, queries: 2 });
  expect(average([])).toEqual({ ndcg10: 0, mrr10: 0, empty: 0, queries: 0 });
});
