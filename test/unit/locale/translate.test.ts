import { describe, expect, test, vi } from 'vitest';
import { formatNumber, translate } from '#registry/locale/translate.ts';

const spanish = {
  id: 'es',
  tag: 'es-419',
  name: 'Español',
  thousands: '\u00a0',
  strings: { 'n.one': '{count} caso', 'n.other': '{count} casos', plain: '{a} y {b}' },
};
const brazilian = { id: 'pt', tag: 'pt-BR', name: 'Português', strings: {} };

describe('numbers', () => {
  test.each([
    [2000, '2000'],
    [380_000, '380\u00a0000'],
    [3.8, '3.8'],
    [1_234_567.5, '1\u00a0234\u00a0567.5'],
  ])('%d is written with the separator that the locale names, from five digits on', (value, written) => {
    expect(formatNumber(spanish, value)).toBe(written);
  });

  test('a locale that names none is written as Intl writes it', () => {
    expect(formatNumber(brazilian, 380_000)).toBe('380.000');
  });
});

test('the formats of a language are made once: that takes far longer than to use them', () => {
  const numbers = vi.spyOn(Intl, 'NumberFormat');
  const plurals = vi.spyOn(Intl, 'PluralRules');
  const welsh = { id: 'cy', tag: 'cy', name: 'Cymraeg', strings: { n: '{count}' } };
  for (const count of [1, 2, 3, 10_000]) translate(welsh, 'n', { count });
  expect([numbers.mock.calls.length, plurals.mock.calls.length]).toEqual([1, 1]);
  vi.restoreAllMocks();
});

describe('strings', () => {
  test('none is not told as one, in Portuguese neither', () => {
    const strings = { 'n.one': 'Um funcionou', 'n.other': '{count} funcionaram' };
    expect(translate({ ...brazilian, strings }, 'n', { count: 0 })).toBe('0 funcionaram');
    expect(translate({ ...brazilian, strings }, 'n', { count: 1 })).toBe('Um funcionou');
    expect(translate({ ...brazilian, strings: { ...strings, 'n.zero': 'Nenhum funcionou' } }, 'n', { count: 0 })).toBe(
      'Nenhum funcionou',
    );
  });

  test('the count chooses the plural', () => {
    expect([translate(spanish, 'n', { count: 1 }), translate(spanish, 'n', { count: 12_000 })]).toEqual([
      '1 caso',
      '12\u00a0000 casos',
    ]);
  });

  test('what is filled in is never read again for placeholders', () => {
    expect(translate(spanish, 'plain', { a: '{b}', b: 'x' })).toBe('{b} y x');
  });

  test('a missing key is an error that names it', () => {
    expect(() => translate(spanish, 'nowhere')).toThrow(/nowhere.*es/);
  });
});
