import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtFiles, type Page, pageAt, problemsOn, readBuilt, SITE } from './built-site.ts';
import { cases, contentLocales, methods } from './content.ts';

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
const sizes = new Map<string, number>();
function gzipped(address: string): number {
  const size = sizes.get(address) ?? gzipSync(readBuilt(address)).length;
  sizes.set(address, size);
  return size;
}

/**
 * The search page answers once, with everything that is searched: cards, lessons, bodies and the words of other languages. Each
 * record, case or method, may add so many bytes to what the scripts and the vocabulary take.
 */
const OF_THE_PAGE = 35_000;
const BYTES_A_RECORD = 1800;

test.each([...contentLocales.keys()])(
  'the search page in %s can answer after less than 1,800 bytes for each record',
  (locale) => {
    const bytes = [...searchScripts(locale), `/search/${locale}.json`].reduce((sum, file) => sum + gzipped(file), 0);
    expect(bytes).toBeLessThan(OF_THE_PAGE + (cases.size + methods.size) * BYTES_A_RECORD);
  },
);

test('the scripts of the search page alone, its worker included, are less than 25,500 bytes', () => {
  const scripts = searchScripts([...contentLocales.keys()][0]!);
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.reduce((bytes, file) => bytes + gzipped(file), 0)).toBeLessThan(25_500);
});

test('the scripts of a case page are less than 5,000 bytes', () => {
  const address = pageAt('/es/cases/uruguay-plan-ceibal/').document.querySelector('script[src]')?.getAttribute('src') ?? '';
  const scripts = [...scriptsFrom(address)];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.reduce((bytes, file) => bytes + gzipped(file), 0)).toBeLessThan(5000);
});

test('the styles of any page are less than 8,000 bytes', () => {
  const styles = ({ outline }: Page) => outline.link.filter(({ rel }) => rel === 'stylesheet').map(({ href }) => href!);
  const found = problemsOn((page) => (styles(page).reduce((bytes, file) => bytes + gzipped(file), 0) < 8000 ? [] : styles(page)));
  expect(found).toEqual([]);
  expect(styles(pageAt('/es/'))).not.toEqual([]);
});
