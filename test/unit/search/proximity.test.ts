import { describe, expect, test } from 'vitest';
import { beginningOfStem, wordFinder } from '#registry/search/analysis/word-finder.ts';
import { proximity } from '#registry/search/proximity.ts';
import { readTyped } from '#registry/search/typed.ts';

const words = readTyped('certificado de seguridad vial', 'es').words.map(({ stems }) => ({ stems, weight: 1 }));
const find = wordFinder(words.flatMap(({ stems }) => stems.map(beginningOfStem)));
const near = (...texts: string[]) =>
  proximity(
    texts.map((text) => ({ language: 'es', text })),
    words,
    find,
  );

describe('nearness', () => {
  test('is whole where the words follow each other, inflected and with small words between', () => {
    expect(near('Los certificados de la seguridad vial')).toBe(1);
  });

  test('is half where one of two pairs stands together, in whatever text', () => {
    expect(near('La seguridad vial', 'Un certificado')).toBe(0.5);
    expect(near('Un certificado de seguridad', 'Una obra vial')).toBe(0.5);
  });

  test('is none where they stand apart, the other way round, or in different lines', () => {
    expect(near('Vial, más tarde y por otras razones la seguridad; y no hay certificado')).toBe(0);
    expect(near('certificado\nseguridad\nvial')).toBe(0);
  });

  test('of one word is none: there is nothing that it could be near to', () => {
    expect(proximity([{ language: 'es', text: 'vial' }], words.slice(2), find)).toBe(0);
  });
});
