import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDate } from '#registry/submission/form/typed-date.ts';
import { readNumber } from '#registry/content/typed-number.ts';

test.each([
  ['380000', 380_000],
  ['380 000', 380_000],
  ['1.234.567', 1_234_567],
  ['1,234,567.8', 1_234_567.8],
  ['1.234.567,8', 1_234_567.8],
  ['12,5', 12.5],
  ['12.5', 12.5],
  ['0,125', 0.125],
  ['-3', -3],
])('reads %s as a number', (typed, value) => {
  expect(readNumber(typed)).toBe(value);
});

test.each(['1.234', '1,234', '12.34.5', 'unos 300', '1e9', '', '85 %', '0x10'])('does not guess what %s means', (typed) => {
  expect(readNumber(typed)).toBeUndefined();
});

test('never reads a number as another, however the region writes it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.constantFrom('es-AR', 'es-MX', 'es-419', 'pt-BR', 'en-JM'),
      fc.integer({ min: 0, max: 3 }),
      (value, locale, digits) => {
        const rounded = Number(value.toFixed(digits));
        const typed = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(rounded);
        expect([Math.abs(rounded) === 0 ? 0 : rounded, undefined]).toContain(
          Math.abs(readNumber(typed) ?? 1) === 0 ? 0 : readNumber(typed),
        );
      },
    ),
  );
});

test.each([
  ['2019', 2019],
  ['3/2019', '2019-03'],
  ['18/3/2019', '2019-03-18'],
  ['18.03.2019', '2019-03-18'],
  ['2019-03-18', '2019-03-18'],
  [' 2019-3 ', '2019-03'],
])('reads %s as a date, day first', (typed, value) => {
  expect(readDate(typed)).toBe(value);
});

test.each(['31/2/2019', '13/2019', '3/18/2019', 'marzo 2019', '19', '2019-00'])('takes %s for no date', (typed) => {
  expect(readDate(typed)).toBeUndefined();
});
