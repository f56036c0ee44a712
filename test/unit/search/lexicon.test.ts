import { describe, expect, test } from 'vitest';
import { makeLexicon } from '#registry/search/lexicon.ts';

function lexicon(text: string) {
  const made = makeLexicon();
  made.read(text, 'es');
  return made;
}

describe('a misspelt word', () => {
  test.each([
    ['ceival', 'Ceibal', 'one letter in six'],
    ['ceibla', 'Ceibal', 'two letters swapped'],
    ['preveedores', 'proveedores', 'one letter in a long word'],
    ['mineira', 'minería', 'swapped letters in a word with an accent'],
  ])('%s is read as %s: %s', (word, shown) => {
    expect(lexicon('Plan Ceibal, proveedores de la minería').correct(word)?.shown).toBe(shown);
  });

  test.each([
    ['cxixal', 'two letters'],
    ['preveedoras', 'two letters in a long word'],
    ['plano', 'five letters, where another makes another word'],
    ['tpm', 'a code'],
    ['2008', 'a number'],
    ['blockchain', 'a word like none'],
  ])('%s is left alone: %s', (word) => {
    expect(lexicon('Plan Ceibal TPL 2007').correct(word)).toBeUndefined();
  });

  test('is read as the nearest word, not as any near one', () => {
    expect(lexicon('proveedores provocadores').correct('proveedorez')?.shown).toBe('proveedores');
  });

  test('keeps its first letter if it can, which people rarely mistake', () => {
    expect(lexicon('patata patata gatita').correct('gatata')?.shown).toBe('gatita');
    expect(lexicon('patata patata').correct('gatata')?.shown).toBe('patata');
  });

  test('is suggested in small letters unless it is a name everywhere', () => {
    expect(lexicon('Minería. Sobre la minería').correct('minerja')?.shown).toBe('minería');
  });
});

test('the beginning of a word is completed to the stems of the words that begin so, the most frequent first', () => {
  expect(lexicon('gobierno gobernanza gobernanza agua').complete('gob')).toEqual(['gobernanz', 'gobiern']);
});

test('words read later are known from then on', () => {
  const made = lexicon('agua');
  expect(made.complete('ener')).toEqual([]);
  made.read('energía', 'es');
  expect(made.complete('ener')).toEqual(['energi']);
});
