import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '#registry/search/analysis/fold.ts';
import { tokenize } from '#registry/search/analysis/tokens.ts';

const words = (text: string) => tokenize(text).map((token) => token.word);

describe('words of a text', () => {
  test.each([
    ['Minería sustentable', ['mineria', 'sustentable']],
    ['Educação, saúde; ñandú', ['educacao', 'saude', 'nandu']],
    ['Industria 4.0.', ['industria', '4.0']],
    ['10,5 % en 2007', ['10.5', 'en', '2007']],
    ['público-privado', ['publico', 'privado']],
    ['I+D y R&D', ['i+d', 'y', 'r&d']],
    ['los KPIs y las TICs', ['los', 'kpi', 'y', 'las', 'tic']],
    ["d'água", ['d', 'agua']],
    ['¿¡…!?', []],
    ['Educación', ['educacion']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('stand where the token says, so that they can be marked in the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('folding', () => {
  test('is the same with and without accents, in either way of writing them', () => {
    expect(fold('MINERÍA')).toBe('mineria');
    expect(fold('ação'.normalize('NFD'))).toBe(fold('ação'));
    expect(fold('ﬁn')).toBe('fin');
  });

  test('done twice changes nothing', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-zñçãõáéíóúüÀ-ÖØ-öø-ÿ0-9]*$/u), (word) => fold(fold(word)) === fold(word)));
  });
});
