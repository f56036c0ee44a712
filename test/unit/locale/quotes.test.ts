import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Quotation marks that a language of the registry does not use. */
const FOREIGN = { es: /[“”]/, pt: /[«»]/, en: /[«»]/ };

test.each(Object.entries(FOREIGN))('words of the site in %s are quoted with its own marks', (locale, foreign) => {
  const { strings } = JSON.parse(readFileSync(`content/locales/${locale}.json`, 'utf8')) as { strings: Record<string, string> };
  expect(Object.entries(strings).filter(([, words]) => foreign.test(words))).toEqual([]);
});
