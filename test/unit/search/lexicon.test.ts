import { describe, expect, test } from 'vitest';
import { correct, soundAlike } from '#registry/search/lexicon.ts';
import { makeTextReader } from '#registry/search/text-reader.ts';
import { rangeOf } from '#registry/search/whole-index.ts';

/** The words of a text. */
function lexicon(text: string) {
  const reader = makeTextReader();
  reader.read(text, 'es');
  return { wordsFrom: async (beginning: string) => rangeOf(reader.words(), beginning, ({ word }) => word) };
}

describe('a misspelt word', () => {
  test.each([
    ['ceival', 'Ceibal', 'one letter in six'],
    ['ceibla', 'Ceibal', 'two letters swapped'],
    ['preveedores', 'proveedores', 'one letter in a long word'],
    ['mineira', 'minería', 'swapped letters in a word with an accent'],
  ])('%s is read as %s: %s', async (word, shown) => {
    expect((await correct(lexicon('Plan Ceibal, proveedores de la minería'), word))?.shown).toBe(shown);
  });

  test.each([
    ['cxixal', 'two letters'],
    ['preveedoras', 'two letters in a long word'],
    ['plano', 'five letters, where another makes another word'],
    ['tpm', 'a code'],
    ['2008', 'a number'],
    ['blockchain', 'a word like none'],
  ])('%s is left alone: %s', async (word) => {
    expect(await correct(lexicon('Plan Ceibal TPL 2007'), word)).toBeUndefined();
  });

  test('is read as the nearest word, not as any near one', async () => {
    expect((await correct(lexicon('proveedores provocadores'), 'proveedorez'))?.shown).toBe('proveedores');
  });

  test('keeps its first letter if it can, which people rarely mistake', async () => {
    expect((await correct(lexicon('patata patata gatita'), 'gatata'))?.shown).toBe('gatita');
    expect((await correct(lexicon('patata patata'), 'gatata'))?.shown).toBe('patata');
  });

  test('is suggested in small letters unless it is a name everywhere', async () => {
    expect((await correct(lexicon('Minería. Sobre la minería'), 'minerja'))?.shown).toBe('minería');
  });
});

describe('a word that is written as it sounds', () => {
  const text = 'trazabilidad investigación cámara hábito participativo exoneración acero inovação lluvia casa';
  test.each([
    ['trasavilidad', 'trazabilidad', 's for z and v for b'],
    ['inbestigasion', 'investigación', 'letters that are heard alike, however many'],
    ['kamara', 'cámara', 'another first letter'],
    ['abito', 'hábito', 'without the h that nobody hears'],
    ['partisipatibo', 'participativo', 'two slips'],
    ['exonerasion', 'exoneración', 's for c'],
    ['asero', 'acero', 'five letters'],
    ['inovassao', 'inovação', 'ss for a cedilla'],
    ['yuvia', 'lluvia', 'y for ll'],
  ])('%s is %s: %s', async (word, shown) => {
    expect((await soundAlike(lexicon(text), word))?.shown).toBe(shown);
  });

  test.each([
    ['caza', 'a short word, which may be another one'],
    ['participarivo', 'another letter, which is heard'],
    ['inversores', 'a word like none'],
  ])('%s is left alone: %s', async (word) => {
    expect(await soundAlike(lexicon(text), word)).toBeUndefined();
  });
});
