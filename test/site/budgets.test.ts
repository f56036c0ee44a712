import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { files, type Page, pageAt, problemsOn, readPublished, SITE } from './built-site.ts';
import { cases, locales } from './content.ts';

/** A script, the modules that it imports and the workers that it starts; not what it imports when a deployment has need of it. */
function scriptsFrom(address: string, found = new Set<string>()): Set<string> {
  if (!files.has(address) || found.has(address)) return found;
  found.add(address);
  for (const [, name] of readPublished(address).matchAll(/(?<!import\()["'`]([^"'`\s]+\.js)["'`]/g))
    scriptsFrom(new URL(name!, SITE + address).pathname, found);
  return found;
}

const searchScripts = (locale: string) => [
  ...scriptsFrom(pageAt(`/${locale}/search/`).document.querySelector('script[src]')?.getAttribute('src') ?? ''),
];

/**
 * Somebody in a town office with a slow connection pays for every kilobyte. What a case page weighs with its style, fonts and
 * marks is measured in a browser (test/e2e/weight.test.ts); here is what can be counted in files.
 */
const gzipped = (address: string) => gzipSync(readPublished(address)).length;

/** Cases that the budget of 60,000 bytes was agreed for; each further one may add its card and its words. */
const AGREED_CASES = 25;
const BYTES_A_CASE = 2000;

test.each([...locales.keys()])('the search page in %s can answer after less than 60,000 bytes of script and index', (locale) => {
  const bytes = [...searchScripts(locale), `/search/${locale}.json`].reduce((sum, file) => sum + gzipped(file), 0);
  expect(bytes).toBeLessThan(60_000 + Math.max(0, cases.size - AGREED_CASES) * BYTES_A_CASE);
});

test('the scripts of the search page alone, its worker included, are less than 20,000 bytes', () => {
  const scripts = searchScripts([...locales.keys()][0]!);
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.reduce((bytes, file) => bytes + gzipped(file), 0)).toBeLessThan(20_000);
});

test('the scripts of a case page are less than 5,000 bytes', () => {
  const address = pageAt('/es/cases/uruguay-plan-ceibal/').document.querySelector('script[src]')?.getAttribute('src') ?? '';
  const scripts = [...scriptsFrom(address)];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.reduce((bytes, file) => bytes + gzipped(file), 0)).toBeLessThan(5000);
});

test('the styles of any page are less than 8,000 bytes', () => {
  const styles = (page: Page) =>
    [...page.document.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute('href')!);
  const found = problemsOn((page) => (styles(page).reduce((bytes, file) => bytes + gzipped(file), 0) < 8000 ? [] : styles(page)));
  expect(found).toEqual([]);
  expect(styles(pageAt('/es/'))).not.toEqual([]);
});
