import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LADDER, ladderMaker, RUNGS, scoreOf } from '#registry/search/meilisearch/impact.ts';
import { encodeTerm, makeTermReader } from '#registry/search/meilisearch/term.ts';

const { read, termOf } = makeTermReader();
const makeLadder = ladderMaker(termOf);
const words = (text: string) => read({ language: '', text }).map(([term]) => [term!]);
const rungOf = (ladder: Record<string, string>, term: string) =>
  LADDER.findIndex((rung) => ladder[rung]?.split(' ').includes(term));

describe('the ladder of a document', () => {
  test('has each term on one rung, and only rungs of the settings', () => {
    const ladder = makeLadder([
      { weight: 3, usualLength: 2, words: words('plan ceibal') },
      { weight: 0.5, usualLength: 5, words: words('plan de una computadora plan') },
    ]);
    expect(Object.keys(ladder).every((rung) => LADDER.includes(rung))).toBe(true);
    const terms = Object.values(ladder).flatMap((rung) => rung.split(' '));
    expect(terms.toSorted()).toEqual(['ceibal', 'computadora', 'de', 'plan', 'una']);
  });

  test('puts a term of the title above one of the body, and one that both have above either', () => {
    const ladder = makeLadder([
      { weight: 3, usualLength: 10, words: words('title both') },
      { weight: 1.5, usualLength: 60, words: words('both') },
      { weight: 0.5, usualLength: 400, words: words('body both both both') },
    ]);
    expect(rungOf(ladder, 'both')).toBeLessThan(rungOf(ladder, 'title'));
    expect(rungOf(ladder, 'title')).toBeLessThan(rungOf(ladder, 'body'));
  });

  test('puts a term of a short text above the same in a long one', () => {
    const rung = (length: number) =>
      rungOf(makeLadder([{ weight: 3, usualLength: 10, words: words(`it${' other'.repeat(length)}`) }]), 'it');
    expect(rung(1)).toBeLessThan(rung(200));
  });

  test('gives back scores that rise with the rung, from the ranking score that Meilisearch makes of it', () => {
    const scores = Array.from({ length: RUNGS }, (_, at) => scoreOf((at + 1) / RUNGS));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBe(RUNGS);
    expect(scores[0]).toBeCloseTo(0.5);
    expect(scores.at(-1)).toBeCloseTo(24);
  });
});

describe('a term', () => {
  test.each([
    ['mineri', 'mineri'],
    ['4.0', '4x2ex0'],
    ['i+d', 'ix2bxd'],
    ['r&d', 'rx26xd'],
    ['ελ', 'x3b5xx3bbx'],
  ])('%s is one word of Meilisearch: %s', (stem, term) => {
    expect(encodeTerm(stem)).toBe(term);
  });

  test('holds nothing but letters and digits, whatever the stem', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (stem) => /^[a-z0-9]*$/.test(encodeTerm(stem))));
  });

  test('is made in every language, so that a query stemmed in any of them finds the word', () => {
    const terms = (language: string, text: string) => read({ language, text }).map((word) => word.map(termOf));
    expect(terms('es', 'proveedores')[0]).toContain('proveedor');
    expect(terms('en', 'Minería 4.0')).toEqual([['mineria', 'mineri'], ['4x2ex0']]);
  });
});
