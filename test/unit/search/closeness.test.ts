import { expect, test } from 'vitest';
import { beginningOfStem, wordFinder } from '#registry/search/analysis/word-finder.ts';
import { closeness } from '#registry/search/closeness.ts';
import { readTyped } from '#registry/search/typed.ts';

const words = readTyped('puentes colgantes', 'es').words.map(({ word, stems }) => ({ word, stems, weight: 1 }));
const find = wordFinder(words.flatMap(({ stems }) => stems.map(beginningOfStem)));
const close = (text: string) => closeness([{ language: 'es', text }], words, find);

test('words in the forms that were typed raise a record above other forms of them', () => {
  expect(close('Los puentes. Son colgantes')).toBeGreaterThan(close('El puente. Es colgante'));
  expect(close('Los puentes. Es colgante')).toBeGreaterThan(close('El puente. Es colgante'));
});

test('words beside each other raise it above words apart', () => {
  expect(close('Los puentes colgantes')).toBeGreaterThan(close('Los colgantes son puentes'));
});

test('a text without the words raises nothing', () => {
  expect(close('Una calle')).toBe(1);
});
