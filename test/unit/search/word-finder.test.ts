import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginningOfStem, wordFinder } from '#registry/search/analysis/word-finder.ts';
import { stem } from '#registry/search/analysis/language.ts';
import { tokenize } from '#registry/search/analysis/tokens.ts';

const WORDS = [
  'Minería',
  'minero',
  'mina',
  'veces',
  'vez',
  'policies',
  'TICs',
  'I+D',
  '4.0',
  'sectoriales',
  'setoriais',
  'niños,',
  '«vial»',
  'año…',
  'ﬁrma',
  '\n',
  '-',
];
const text = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 30 });

describe('looking for words in a text', () => {
  test('finds what cutting the whole text finds, for stems of any language', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('es', 'pt', 'en'), fc.nat(), (words, language, chosen) => {
        const whole = words.join(' ');
        const all = tokenize(whole).map((token) => ({ ...token, stem: stem(token.word, language) }));
        const wanted = (all.length > 0 && all[chosen % all.length]!.stem) || 'vial';
        const found = wordFinder([beginningOfStem(wanted)])(whole, language).filter((word) => word.stem === wanted);
        expect(found).toEqual(all.filter((word) => word.stem === wanted));
      }),
      { numRuns: 2000 },
    );
  });

  test('gives places in the text as it was written', () => {
    const [word] = wordFinder(['miner'])('La minería…', 'es');
    expect('La minería…'.slice(word!.start, word!.end)).toBe('minería');
  });
});
