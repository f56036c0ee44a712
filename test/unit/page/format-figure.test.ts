import { expect, test } from 'vitest';
import { figureWords } from '#registry/page/format-figure.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { registry } from '../../real-content.ts';

const figureIn = (locale: string, value: number, unit: string) =>
  figureWords({ value, unit }, makeSpeaker(registry, registry.locales.get(locale)!)).replaceAll(/\s/g, ' ');

test.each([
  ['es', 1, 'centres', '1 centro'],
  ['es', 2, 'centres', '2 centros'],
  ['es', 0, 'firms', '0 empresas'],
  ['es', 1.5, 'usd-million', '1,5 millones de US$'],
  ['pt', 1, 'firms', '1 empresa'],
  ['pt', 0, 'firms', '0 empresas'],
  ['pt', 1.5, 'usd-million', '1,5 milhão de US$'],
  ['pt', 2.1, 'usd-million', '2,1 milhões de US$'],
  ['en', 1, 'municipalities', '1 municipality'],
  ['en', 1.5, 'percentage-points', '1.5 percentage points'],
  ['en', 1, 'percent', '1 %'],
])('a figure agrees with its number: in %s, %s %s is %s', (locale, value, unit, words) => {
  expect(figureIn(locale, value, unit)).toBe(words);
});

test('each unit that is a word has its name for one', () => {
  const without = [...registry.vocabularies.get('units')!.concepts.values()].filter(({ one }) => one === undefined);
  expect(without.map(({ id }) => id)).toEqual(['percent', 'gigawatt-hours', 'megawatts', 'ratio', 'square-metres', 'kilometres']);
});
