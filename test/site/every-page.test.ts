import { expect, test } from 'vitest';
import { everyPageOnce, invalidHtmlOf } from './valid-html.ts';

test('every page is valid HTML in one of its languages, and passes the accessibility rules that need no browser', () => {
  const addresses = new Set(everyPageOnce.map(({ path, locale }) => path.slice(locale.length + 1)));
  expect(addresses.size).toBe(everyPageOnce.length);
  expect(invalidHtmlOf(everyPageOnce)).toEqual([]);
});
