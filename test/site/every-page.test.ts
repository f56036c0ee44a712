import { expect, test } from 'vitest';
import { everyPageOnce, invalidHtmlOf, pageSample } from './valid-html.ts';

test('every page is valid HTML in one of its languages, and passes the accessibility rules that need no browser', () => {
  const addresses = new Set(everyPageOnce.map(({ path, locale }) => path.slice(locale.length + 1)));
  expect(addresses.size).toBe(everyPageOnce.length);
  // The sample is looked at by another test.
  const sample = new Set(pageSample);
  expect(invalidHtmlOf(everyPageOnce.filter((page) => !sample.has(page)))).toEqual([]);
});
