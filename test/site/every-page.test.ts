import { expect, test } from 'vitest';
import { pages } from './built-site.ts';
import { invalidHtmlOf, isInSample } from './valid-html.ts';

test('the pages that markup.test.ts leaves out are valid HTML too, and pass the accessibility rules that need no browser', () => {
  const others = pages.filter((page) => !isInSample(page));
  expect(others.length).toBeGreaterThan(pages.length / 2);
  expect(invalidHtmlOf(others)).toEqual([]);
});
