import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTitle, makeTitle } from '#registry/forge/title.ts';
import { anyText } from '../../any-text.ts';

describe('a title', () => {
  test.each([
    ['Caso nuevo: huertas escolares (Maule), 40 % más', 'Caso nuevo: huertas escolares (Maule), 40 % más'],
    ["L'école «ouverte»", 'L’école «ouverte»'],
    ['"Mesas" & tablas', 'Mesas tablas'],
    ['dos\nlíneas\t y\u2028más', 'dos líneas y más'],
    ['n\u0303', 'ñ'],
    ['closes GH-12 and #3', 'closes GH 12 and 3'],
    ['', 'untitled'],
    ['@#$', 'untitled'],
  ])('of %j is %j', (text, title) => expect(makeTitle(text)).toBe(title));

  test('that is too long is cut between words', () => {
    const title = makeTitle('palabra '.repeat(30));
    expect(title).toMatch(/palabra…$/);
    expect(title.length).toBeLessThanOrEqual(120);
  });

  test('row 12: from any text has nothing that a shell, a workflow or a forge gives a meaning to', () => {
    fc.assert(
      fc.property(fc.oneof(anyText({ maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 })), (text) => {
        const title = makeTitle(text);
        expect(isTitle(title)).toBe(true);
        expect(title).not.toMatch(/[\n\r"'`$\\{}<>|&;*#@[\]~^=/]/);
        expect(makeTitle(title)).toBe(title);
      }),
      { numRuns: 1000 },
    );
  });
});
