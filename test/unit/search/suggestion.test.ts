import { expect, test } from 'vitest';
import { isMeant } from '#registry/search/suggestion.ts';

const read = (word: string, corrected?: string) => ({ typed: { word, start: 0, end: word.length }, corrected });

test('a guess has to be answered; what sounds as it was typed is the same word, and may be near', () => {
  expect(isMeant('answers', [read('parteras', 'carteras')])).toBe(true);
  expect(isMeant('near', [read('parteras', 'carteras')])).toBe(false);
  expect(isMeant('near', [read('trasavilidad', 'Trazabilidad'), read('ganado')])).toBe(true);
  expect(isMeant('near', [read('trasavilidad', 'trazabilidad'), read('partes', 'partos')])).toBe(false);
  expect(isMeant('nothing', [read('trasavilidad', 'trazabilidad')])).toBe(false);
});
