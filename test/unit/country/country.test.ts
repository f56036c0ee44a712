import { describe, expect, test } from 'vitest';
import { alpha2, countryName } from '#registry/country/country.ts';

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

  test('a code nobody has assigned stands for itself', () => {
    expect(countryName('ZZZ', 'es')).toBe('ZZZ');
    expect(countryName('constructor', 'es')).toBe('constructor');
    expect(alpha2('ury')).toBeUndefined();
  });
});
