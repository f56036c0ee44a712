import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfRun, LETTER, makeStartTest, MARK, NUMBER, startOfRun } from '#registry/search/analysis/letters.ts';
import { countWords } from '#registry/markdown/sentence.ts';
import { readNumbers } from '#registry/number/read-numbers.ts';
import { makePhraseFinder } from '#registry/style/find-phrases.ts';

const pieces = fc.constantFrom(
  ...[
    'a',
    'Ñ',
    'é',
    'e\u0301',
    'İ',
    'ſ',
    'K',
    'ß',
    'ö',
    '水',
    '\u{1d400}',
    '\ud835',
    '\udc00',
    '😀',
    '١',
    '½',
    'º',
    '1',
    '20',
    ' ',
    '-',
    "'",
    '.',
  ],
  ...['dos', 'Mil', 'y', 'XIX', 'clave', 'CLAVE', 'a nivel de', 'é', '«', '\n'],
);
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

/** Runs of characters as places. */
function runsOf(text: string, kinds: number): [number, number][] {
  const runs: [number, number][] = [];
  let end = 0;
  for (let start = startOfRun(text, 0, kinds); start < text.length; start = startOfRun(text, end, kinds))
    runs.push([start, (end = endOfRun(text, start, kinds))]);
  return runs;
}

describe('letters are told as regular expressions tell them', () => {
  test.each([
    [LETTER, /\p{L}+/gu],
    [LETTER | NUMBER, /[\p{L}\p{N}]+/gu],
    [LETTER | MARK | NUMBER, /[\p{L}\p{M}\p{N}]+/gu],
  ])('in runs of %i', (kinds, pattern) => {
    fc.assert(
      fc.property(
        texts,
        (text) =>
          void expect(runsOf(text, kinds)).toEqual(
            Array.from(text.matchAll(pattern), ({ 0: run, index }) => [index, index + run.length]),
          ),
      ),
    );
  });

  test('and words counted', () => {
    fc.assert(
      fc.property(
        texts,
        (text) => void expect(countWords(text)).toBe(text.match(/[\p{L}\p{N}]+(?:[’'.,/-][\p{L}\p{N}]+)*/gu)?.length ?? 0),
      ),
    );
  });

  test('and a word that is looked for is never passed over', () => {
    const words = ['dos', 'y', 'é', 'clave', 'öa'];
    const mayBegin = makeStartTest(words);
    fc.assert(
      fc.property(texts, (text) => {
        for (const { 0: found, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu))
          if (words.includes(found.toLowerCase())) expect(mayBegin(text, index), found).toBe(true);
      }),
    );
    expect(mayBegin('tres', 0)).toBe(false);
    expect(mayBegin('dolor', 0)).toBe(false);
    expect(mayBegin('yo', 0)).toBe(false);
  });

  test('and phrases are found wherever their words stand, and nowhere else', () => {
    const phrases = ['clave', 'a nivel de', 'y', 'y clave', 'é'];
    const find = makePhraseFinder(phrases, (phrase) => phrase);
    fc.assert(
      fc.property(texts, (text) => {
        const words = Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ 0: word, index }) => ({
          word: word.normalize('NFC').toLowerCase(),
          index,
          end: index + word.length,
        }));
        const found = words.flatMap(({ index }, at) =>
          phrases.flatMap((phrase) => {
            const asked = phrase.split(' ');
            const there = words.slice(at, at + asked.length);
            const isThere = there.map(({ word }) => word).join(' ') === phrase;
            const joints = there.slice(1).map((next, before) => text.slice(there[before]!.end, next.index));
            return isThere && joints.every((joint) => /^[\s-]{1,39}$/.test(joint)) ? [`${index} ${phrase}`] : [];
          }),
        );
        expect(find(text).map(({ entry, index }) => `${index} ${entry}`)).toEqual(expect.arrayContaining(found));
        expect(find(text)).toHaveLength(found.length);
      }),
    );
  });

  test('so that phrases and numbers in words are found', () => {
    const find = makePhraseFinder(['clave', 'a nivel de', 'y'], (phrase) => phrase);
    expect(find('CLAVE A  Nivel de, y e\u0301').map(({ text }) => text)).toEqual(['CLAVE', 'A  Nivel de', 'y']);
    expect(readNumbers('Dos mil y pico en el XIX', 'es')!.words.map(({ text, values }) => [text, values[0]])).toEqual([
      ['Dos mil y', 2000],
      ['XIX', 19],
    ]);
  });
});
