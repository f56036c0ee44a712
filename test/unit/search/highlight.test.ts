import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestFragment, coverage, highlight, marksFor } from '#registry/search/highlight.ts';
import type { Segment } from '#registry/search/page.ts';

const textOf = (segments: Segment[]) => segments.map((segment) => segment.text).join('');
const hits = (segments: Segment[]) => segments.filter((segment) => segment.hit).map((segment) => segment.text);
const marks = marksFor(
  new Map([
    ['mineri', 2],
    ['proveedor', 1],
  ]),
);

describe('highlighting', () => {
  test('marks words by their stem, as they are written', () => {
    expect(highlight('La Minería y sus proveedores.', 'es', marks)).toEqual([
      { text: 'La ', hit: false },
      { text: 'Minería', hit: true },
      { text: ' y sus ', hit: false },
      { text: 'proveedores', hit: true },
      { text: '.', hit: false },
    ]);
  });

  test('leaves a text without matches whole, and an empty one empty', () => {
    expect(highlight('Nada', 'es', marks)).toEqual([{ text: 'Nada', hit: false }]);
    expect(highlight('', 'es', marks)).toEqual([]);
  });

  test('never changes a text', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('minería', ' ', '<b>', 'proveedores'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(textOf(highlight(text, 'es', marks))).toBe(text);
      }),
    );
  });

  test('a text is worth each different word once, less the words already shown', () => {
    expect(coverage('minería minería proveedores', 'es', marks)).toBe(3);
    expect(coverage('minería proveedores', 'es', marks, new Set(['mineri']))).toBe(1);
  });
});

describe('the best passage', () => {
  const filler = 'Otra frase que no dice nada de lo que se busca. '.repeat(10);

  test('is the whole of a short text', () => {
    expect(textOf(bestFragment('La minería.', 'es', marks))).toBe('La minería.');
  });

  test('is where most of the words stand together, in whole words, marked where it was cut', () => {
    const segments = bestFragment(
      `${filler}Solo proveedores. ${filler}La minería compra a proveedores locales. ${filler}`,
      'es',
      marks,
    );
    expect(hits(segments)).toEqual(['minería', 'proveedores']);
    expect(textOf(segments)).toMatch(/^… \S.*\S …$/);
    expect(textOf(segments).length).toBeLessThanOrEqual(225);
  });

  test('begins at the beginning when that is where the words are', () => {
    expect(textOf(bestFragment(`Minería. ${filler}`, 'es', marks))).toMatch(/^Minería\. .* …$/);
  });

  test('is a part of the text, of bounded length, even of one without spaces', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('minería', 'x', '. ', ' ', '\n', 'proveedores', 'larguísimo'.repeat(9))), (pieces) => {
        const text = pieces.join('');
        const passage = textOf(bestFragment(text, 'es', marks))
          .replace(/^… /, '')
          .replace(/ …$/, '');
        expect(text).toContain(passage);
        expect(passage.length).toBeLessThanOrEqual(222);
      }),
    );
  });
});
