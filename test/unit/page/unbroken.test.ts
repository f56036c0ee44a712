import { describe, expect, test } from 'vitest';
import { numberWords } from '#registry/number/number-words.ts';
import { unbroken, unbrokenHtml } from '#registry/page/unbroken.ts';

const shown = (text: string) => unbroken(text).replaceAll('\u00a0', '~');

describe('a text for readers', () => {
  test.each([
    ['18 900 plazas y 1 234 567 pesos', '18~900 plazas y 1~234~567 pesos'],
    ['bajó 12,5 % en 2 años', 'bajó 12,5~% en 2 años'],
    ['costó US$ 3 millones, o R$ 15 milhões', 'costó US$~3~millones, o R$~15~milhões'],
    ['some £5 million and 3 thousand', 'some £5~million and 3~thousand'],
    ['S/ 300, Q 40, L 500 y EUR 7', 'S/~300, Q~40, L~500 y EUR~7'],
    ['art. 5 de la norma n.º 3, pág. 12', 'art.~5 de la norma n.º~3, pág.~12'],
    ['Nº 7, no. 8, ODS 5, SDG 16', 'Nº~7, no.~8, ODS~5, SDG~16'],
    ['300 MW a 40 km, en 5 ha', '300~MW a 40~km, en 5~ha'],
    ['unos US$\n3\nmillones', 'unos US$~3~millones'],
  ])('keeps what belongs to a number on its line: %s', (written, expected) => {
    expect(shown(written)).toBe(expected);
  });

  test.each(['en 2019 300 escuelas', 'de 2 a 5 casos', '12 meses', '5 tipos', 'el PL 500', 'Evidencia 3 de 5'])(
    'breaks elsewhere as before: %s',
    (written) => {
      expect(unbroken(written)).toBe(written);
    },
  );

  test.each([...numberWords])('knows the words that multiply in %s', (_locale, { scales }) => {
    for (const word of scales.keys()) expect(shown(`3 ${word}`)).toBe(`3~${word}`);
  });
});

describe('HTML', () => {
  test('changes in its texts alone: attributes, form values, code and data stay as they are', () => {
    const written =
      '<title>18 900</title><script type="application/ld+json">{"a":"18 900"}</script><p title="x > 18 900" data-at=\'12 %\'>' +
      '<code>18 900</code><textarea>18 900</textarea><select><option>18 900</select></p>';
    expect(unbrokenHtml(written)).toBe(written);
    expect(unbrokenHtml(`${written}<p>18 900 <b>y 12 %</b></p>`)).toBe(`${written}<p>18\u00a0900 <b>y 12\u00a0%</b></p>`);
  });

  test('is done once, however often it is asked', () => {
    const once = unbrokenHtml('<p>18 900 y US$ 3 millones</p>');
    expect(unbrokenHtml(once)).toBe(once);
  });
});
