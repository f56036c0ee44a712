import { describe, expect, test } from 'vitest';
import { alpha2, countryName, countryShortName } from '#registry/country/country.ts';

describe('the name of a country', () => {
  test.each([
    ['BRA', 'es-419', 'Brasil'],
    ['BRA', 'en', 'Brazil'],
    ['GBR', 'pt', 'Reino Unido'],
    ['URY', 'pt-BR', 'Uruguai'],
    ['DOM', 'es', 'República Dominicana'],
  ])('%s in %s is %s', (code, tag, name) => {
    expect(countryName(code, tag)).toBe(name);
  });

  test.each([
    ['USA', 'es-419', 'EE. UU.'],
    ['USA', 'pt-BR', 'EUA'],
    ['GBR', 'en', 'UK'],
    ['URY', 'es', undefined],
    ['ZZZ', 'es', undefined],
  ])('%s in %s is for short %s', (code, tag, short) => expect(countryShortName(code, tag)).toBe(short));

  test('a code nobody has assigned stands for itself', () => {
    expect(countryName('ZZZ', 'es')).toBe('ZZZ');
    expect(countryName('constructor', 'es')).toBe('constructor');
    expect(alpha2('ury')).toBeUndefined();
  });
});
