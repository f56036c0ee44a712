import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { files, pageAt, readPublished } from './built-site.ts';
import { cases, locales } from './content.ts';

const scripts = [...files].filter((file) => file.endsWith('.js'));

/**
 * Somebody in a town office with a slow connection pays for every kilobyte. What a case page weighs with its style, fonts and
 * marks is measured in a browser (test/e2e/weight.test.ts); here is what can be counted in files.
 */
const gzipped = (address: string) => gzipSync(readPublished(address)).length;

/** Cases that the budget of 60,000 bytes was agreed for; each further one may add its card and its words. */
const AGREED_CASES = 25;
const BYTES_A_CASE = 2000;

test.each([...locales.keys()])('the search page in %s can answer after less than 60,000 bytes of script and index', (locale) => {
  expect(pageAt(`/${locale}/search/`).document.querySelector('script[src]')).not.toBeNull();
  const bytes = [...scripts, `/search/${locale}.json`].reduce((sum, file) => sum + gzipped(file), 0);
  expect(bytes).toBeLessThan(60_000 + Math.max(0, cases.size - AGREED_CASES) * BYTES_A_CASE);
});

test('the script of the search page alone is less than 20,000 bytes', () => {
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.reduce((bytes, file) => bytes + gzipped(file), 0)).toBeLessThan(20_000);
});

test('all styles together are less than 8,000 bytes', () => {
  const sheets = [...files].filter((file) => file.endsWith('.css'));
  expect(sheets.length).toBeGreaterThan(0);
  expect(sheets.reduce((bytes, file) => bytes + gzipped(file), 0)).toBeLessThan(8000);
});
