import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';

useBrowser();

test('the heaviest case page is less than 60,000 bytes with everything that it loads', async () => {
  const dir = inject('siteDir');
  const heaviest = globSync('*/cases/*/index.html', { cwd: dir }).toSorted(
    (a, b) => statSync(join(dir, b)).size - statSync(join(dir, a)).size,
  )[0]!;
  const page = await visit(`/${heaviest.replace(/index\.html$/, '')}`, {}, (blank) =>
    // gzip is what every proxy and file host does; our server may do better.
    blank.route('**/*', (route) => route.continue({ headers: { ...route.request().headers(), 'accept-encoding': 'gzip' } })),
  );
  await page.waitForLoadState('networkidle');
  const loaded = await page.evaluate(() =>
    (performance.getEntries() as PerformanceResourceTiming[]).flatMap(({ name, encodedBodySize: size }) =>
      size > 0 ? { name, size } : [],
    ),
  );
  const names = loaded.map(({ name }) => new URL(name).pathname);
  expect(
    names.some((name) => name.endsWith('.css')) && names.some((name) => name.endsWith('.woff2')) && names.includes('/marks.svg'),
  ).toBe(true);
  expect(loaded.reduce((bytes, { size }) => bytes + size, 0)).toBeLessThan(60_000);
});
