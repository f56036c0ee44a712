import { expect, test } from 'vitest';
import { pages } from './built-site.ts';
import { invalidHtmlOf } from './valid-html.ts';

test('every page of the site is valid HTML, and passes the accessibility rules that need no browser', () => {
  expect(pages.length).toBeGreaterThan(1000);
  expect(invalidHtmlOf(pages)).toEqual([]);
});
