import { describe, expect, test } from 'vitest';
import { readTyped } from '#registry/search/typed.ts';

const words = (q: string, locale = 'es') => readTyped(q, locale).words.map((word) => word.word);

describe('what somebody typed', () => {
  test('loses its function words', () => {
    expect(words('cómo dar una computadora a cada niño')).toEqual(['dar', 'computadora', 'nino']);
  });

  test('keeps them when there is nothing else', () => {
    expect(words('cómo se')).toEqual(['como', 'se']);
  });

  test('loses those of the language it is in, not only of the reader', () => {
    expect(words('how to buy for the state', 'es')).toEqual(['buy', 'state']);
  });

  test('keeps a function word in capitals, which is a name', () => {
    expect(words('IT for schools', 'en')).toEqual(['it', 'schools']);
    expect(words('HOW TO BUY', 'en')).toEqual(['buy']);
  });

  test('counts a repeated word once', () => {
    expect(words('Plan plan PLAN')).toEqual(['plan']);
  });

  test('has an unfinished word only at its very end', () => {
    const unfinished = (q: string) =>
      readTyped(q, 'es')
        .words.filter((word) => word.unfinished)
        .map((word) => word.word);
    expect(unfinished('plan ceib')).toEqual(['ceib']);
    expect(unfinished('plan ceibal ')).toEqual([]);
    expect(unfinished('"plan ceibal"')).toEqual([]);
  });

  test.each(['"mesas ejecutivas" perú', '“mesas ejecutivas” perú', '«mesas ejecutivas» perú'])(
    'has a phrase between quotes: %s',
    (q) => {
      const { phrases } = readTyped(q, 'es');
      expect(phrases.map((phrase) => phrase.map((word) => word.word))).toEqual([['mesas', 'ejecutivas']]);
    },
  );

  test('has no phrase in a quoted word or an open quote', () => {
    expect(readTyped('"mesas" "ejecutivas', 'es').phrases).toEqual([]);
  });

  test('keeps function words inside a phrase', () => {
    expect(readTyped('"sistema de cuidados"', 'es').phrases[0]?.map((word) => word.word)).toEqual(['sistema', 'de', 'cuidados']);
  });
});
