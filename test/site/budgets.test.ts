import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtFiles, type Page, pageAt, problemsOn, readBuilt, SITE } from './built-site.ts';
import { cases, contentLocales } from './content.ts';

/** A script with the modules that it imports and the workers that it starts, without dynamic imports for some deployments. */
function scriptsFrom(address: string, found = new Set<string>()): Set<string> {
  if (!builtFiles.has(address) || found.has(address)) return found;
  found.add(address);
  for (const [, name] of readBuilt(address).matchAll(/(?<!import\()["'`]([^"'`\s]+\.js)["'`]/g))
    scriptsFrom(new URL(name!, SITE + address).pathname, found);
  return found;
}

const searchScripts = (locale: string) => [
  ...scriptsFrom(pageAt(`/${locale}/search/`).document.querySelector('script[src]')?.getAttribute('src') ?? ''),
];

/**
 * A town office with a slow connection pays for every kilobyte. A case page with its style, fonts and marks is measured in a
 * browser (test/e2e/weight.test.ts); here file sizes are counted.
 */
const gzipped = (address: string) => gzipSync(readBuilt(address)).length;

/** Number of cases for which the budget of 60,000 bytes was agreed; each further one may add its card and its words. */
const AGREED_CASES = 25;
const BYTES_A_CASE = 2000;

test.each([...contentLocales.keys()])(
  'the search page in %s can answer after less than 60,000 bytes of script and index',
  (locale) => {
    const bytes = [...searchScripts(locale), `/search/${locale}.json`].reduce((sum, file) => sum + gzipped(file), 0);
    expect(bytes).toBeLessThan(60_000 + Math.max(0, cases.size - AGREED_CASES) * BYTES_A_CASE);
  },
);

test('the scripts of the search page alone, its worker included, are less than 20,000 bytes', () => {
  const scripts = searchScripts([...contentLocales.keys()][0]!);
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
