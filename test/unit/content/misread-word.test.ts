import fc from 'fast-check';
import { expect, test } from 'vitest';
import { misreadWords } from '#registry/content/misread-word.ts';

const misreadWord = (text: string) => misreadWords(text)[0];

/** A text whose UTF-8 a program takes for Windows-1252. */
const misread = (text: string) => new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8'));

test.each([
  ['La educación técnica', 'educación'],
  ['Ñuñoa', 'Ñuñoa'],
  ['Una política', 'política'],
  ['¿Cómo?', '¿Cómo?'],
  ['Não há', 'Não'],
  ['O «açaí»', '«açaí»'],
  ['AÇÃO', 'AÇÃO'],
  ['d’Ávila', 'd’Ávila'],
  ['2019–2020', '2019–2020'],
  ['el 3.º', '3.º'],
  ['a 20 °C', '°C'],
  ['5 €', '€'],
])('%j in another encoding is found, with what was meant', (text, meant) => {
  const found = misreadWord(misread(text))!;
  expect([found.meant, misread(text).slice(found.index, found.index + found.word.length)]).toEqual([meant, misread(meant)]);
});

test('each word is found once, in order', () => {
  const text = misread('¿Qué «niñez» tenían? Niñas, y más.');
  expect(misreadWords(text).map(({ meant }) => meant)).toEqual(['¿Qué', '«niñez»', 'tenían?', 'Niñas,', 'más.']);
});

test('í is found without the soft hyphen that texts lose', () => {
  expect(misreadWord(misread('La política').replaceAll('\u00ad', ''))).toEqual({ index: 3, word: 'polÃtica', meant: '' });
});

test('whatever has a letter with an accent, in small letters, is found in the wrong encoding and not in the right one', () => {
  const letter = fc.constantFrom(...'abcdelmnoprstuáéíóúüñçãõâêô');
  const word = fc.array(letter, { minLength: 2, maxLength: 12 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(word, fc.boolean(), (small, isCapital) => {
      const text = isCapital ? small.charAt(0).toUpperCase() + small.slice(1) : small;
      expect(misreadWord(text)).toBeUndefined();
      expect(misreadWord(text.toUpperCase())).toBeUndefined();
      // A capital with a closing quotation mark behind it may be a word in capitals.
      if (/[áéíóúüñçãõâêô]/.test(text)) expect(misreadWord(misread(text))).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

test.each(['«IRMû', '“AMANHÔ', '‘A MAÇÃ’', 'IRMÃ…', 'IRMÃ: 3.º', 'ÂNGELA', 'Câmara e pão', 'R$ 5, € 5', 'BRASÍLIA E SÃO PAULO'])(
  '%s is as it was written',
  (text) => expect(misreadWord(text)).toBeUndefined(),
);
