import { describe, expect, test } from 'vitest';
import { makeProblemFinder, type Problem } from '#registry/search/problem.ts';
import { readTyped } from '#registry/search/typed.ts';

const problem = (id: string, count: number, words: string): Problem => ({ id, count, words: { es: words } });
const finder = makeProblemFinder([
  problem('gender-equality', 3, 'Igualdad de género\nmujeres'),
  problem('violence', 0, 'Violencia contra las mujeres'),
  problem('care', 2, 'Cuidados\nguarderías'),
  problem('early-childhood', 0, 'Primera infancia\nguarderías'),
]);
const named = (q: string) => {
  const { held, missing } = finder.named(readTyped(q, 'es').words);
  return { held: held.map(({ id }) => id), missing: missing.map(({ id }) => id) };
};

describe('a question names', () => {
  test('the problem with the longer name, not that of a word in it', () => {
    expect(named('violencia contra las mujeres')).toEqual({ held: [], missing: ['violence'] });
    expect(named('mujeres')).toEqual({ held: ['gender-equality'], missing: [] });
  });

  test('of two problems with the same name the one that records are about', () => {
    expect(named('guarderías en el barrio')).toEqual({ held: ['care'], missing: [] });
  });
});
