import { describe, expect, test } from 'vitest';
import { readTyped } from '#registry/search/typed.ts';

const words = (q: string, locale = 'es') => readTyped(q, locale).words.map((word) => word.word);

describe('what somebody typed', () => {
  test('loses its function words', () => {
    expect(words('cómo entregar una computadora a cada niño')).toEqual(['entregar', 'computadora', 'nino']);
  });

  test('keeps them when there is nothing else', () => {
    expect(words('cómo se')).toEqual(['como', 'se']);
  });

  test.each([
    [
      'es',
      'compras',
      'ejemplos de compras',
      'buenas prácticas de compras',
      'qué falló en las compras',
      'no hay plata para compras',
    ],
    ['pt', 'compras', 'experiências de compras', 'boas práticas de compras', 'o que deu errado nas compras', 'melhores compras'],
    ['en', 'procurement', 'lessons on procurement', 'how to improve procurement', 'failed procurement projects'],
  ])('is a question about its subject, whatever it is wrapped in: %s', (locale, subject, ...questions) => {
    for (const q of questions) expect(words(q, locale), q).toEqual([subject]);
  });

  test('has the words that wrap a subject for one when it has no other, or quotes them', () => {
    expect(words('ejemplos')).toEqual(['ejemplos']);
    expect(words('“nuevas experiencias” de compras')).toEqual(['nuevas', 'experiencias', 'compras']);
  });

  test.each(['qué falló', 'casos que fracasaron', 'proyectos fallidos', 'experiencias exitosas'])(
    'without a subject asks for whatever did, or did not, work: %s',
    (q) => {
      expect(readTyped(q, 'es').isOnlyIntent).toBe(true);
      expect(readTyped(`${q} en la minería`, 'es')).toMatchObject({ isOnlyIntent: false, words: [{ word: 'mineria' }] });
    },
  );

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
