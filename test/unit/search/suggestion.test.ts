import { expect, test } from 'vitest';
import { isMeant, suggest } from '#registry/search/suggestion.ts';

const read = (word: string, corrected?: string) => ({ typed: { word, start: 0, end: word.length }, corrected });

test('a question is written with the spellings that were searched, the rest of it as it was typed', () => {
  const words = [
    { typed: { word: 'tambo', start: 0, end: 5 } },
    { typed: { word: 'leshe', start: 6, end: 11 }, corrected: 'de leche' },
    { typed: { word: 'trasavilidad', start: 13, end: 25 }, corrected: 'trazabilidad de' },
  ];
  expect(suggest('Tambo leshe, trasavilidad?', words)).toBe('Tambo de leche, trazabilidad de?');
  expect(suggest('Tambo', [words[0]!])).toBeUndefined();
});

test('a guess has to be answered; what sounds as it was typed is the same word, and may be near', () => {
  expect(isMeant('answers', [read('parteras', 'carteras')])).toBe(true);
  expect(isMeant('near', [read('parteras', 'carteras')])).toBe(false);
  expect(isMeant('near', [read('trasavilidad', 'Trazabilidad'), read('ganado')])).toBe(true);
  expect(isMeant('near', [read('trasavilidad', 'trazabilidad'), read('partes', 'partos')])).toBe(false);
  expect(isMeant('nothing', [read('trasavilidad', 'trazabilidad')])).toBe(false);
});
