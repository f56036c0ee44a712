import { describe, expect, test } from 'vitest';
import type { Ranked } from '#registry/search/fusion.ts';
import { mix } from '#registry/search/meilisearch/semantic.ts';

const found = (id: string, score: number): Ranked => ({ id, score, complete: true, share: 1 });
const words = [found('first', 10), found('second', 8)];

describe('words and meaning', () => {
  test('bring up a document that is near, and one that has none of the words', () => {
    const mixed = mix(words, { similarities: new Map(Object.entries({ second: 0.9, unsaid: 0.8 })), ratio: 0.5 });
    expect(mixed.map(({ id }) => id)).toEqual(['second', 'first', 'unsaid']);
    expect(mixed.find(({ id }) => id === 'unsaid')).toMatchObject({ complete: false });
  });

  test('leave the order of the words alone when nothing is near', () => {
    expect(mix(words, { similarities: new Map(), ratio: 0.5 }).map(({ id }) => id)).toEqual(['first', 'second']);
  });

  test('answer by meaning alone when no document has a word', () => {
    expect(mix([], { similarities: new Map([['unsaid', 0.7]]), ratio: 0.3 }).map(({ id }) => id)).toEqual(['unsaid']);
  });
});
