import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, splitSentences } from '#registry/markdown/sentence.ts';

const sentences = (text: string) => splitSentences(text).map((sentence) => sentence.text);

describe('the sentences of a paragraph', () => {
  it('end in a full stop, a question or an exclamation, and begin with a capital, a number or a mark that opens', () => {
    expect(sentences('Una. Dos? ¿Tres? «Cuatro». 5 quedaron… Seis! (Siete.) Ocho')).toEqual([
      'Una.',
      'Dos?',
      '¿Tres?',
      '«Cuatro».',
      '5 quedaron…',
      'Seis!',
      '(Siete.)',
      'Ocho',
    ]);
  });

  it.each([
    'Lo dijo J. Pérez, p. ej. en EE. UU. y Brasil, con 3.5 % (cf. art. 12) y n.º 4.',
    'The U.S. agency, e.g. its No. 2 Mr. Smith of St. Kitts, vs. Acme Inc. of Ohio, said so.',
    'O sr. Silva, do depto. 3, p. 12, cresceu 1,5 a 2. vezes',
  ])('go on after a shortened word: %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it('stand where they stood, and together are the whole text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '.', '?', ' ', '\n', '«', '»', '1', 'é', 'sr') });
    fc.assert(
      fc.property(text, (given) => {
        const found = splitSentences(given);
        for (const { text: words, index } of found) expect(given.slice(index, index + words.length)).toBe(words);
        expect(
          found
            .map((sentence) => sentence.text)
            .join('')
            .replaceAll(/\s/g, ''),
        ).toBe(given.replaceAll(/\s/g, ''));
      }),
    );
  });
});

it('counts a number, a compound and a contraction as one word each', () => {
  expect(countWords('Un 3,5 % público-privado, people’s «sí».')).toBe(5);
});
