import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';

useBrowser();

test('the heaviest case page is less than 52,000 bytes with everything that it loads, headers included', async () => {
  const dir = inject('siteDir');
  const heaviest = globSync('*/cases/*/index.html', { cwd: dir }).toSorted(
    (a, b) => statSync(join(dir, b)).size - statSync(join(dir, a)).size,
  )[0]!;
  const bytes = new Map<string, number>();
  const page = await visit(`/${heaviest.replace(/index\.html$/, '')}`, {}, async (blank) => {
    const session = await blank.context().newCDPSession(blank);
    const paths = new Map<string, string>();
    session.on('Network.responseReceived', ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      bytes.set(paths.get(requestId)!, encodedDataLength),
    );
    await session.send('Network.enable');
    // Every proxy and file host offers gzip; our server may compress better.
    await session.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } });
  });
  await page.waitForLoadState('networkidle');
  const names = [...bytes.keys()];
  expect(
    names.some((name) => name.endsWith('.css')) && names.some((name) => name.endsWith('.woff2')) && names.includes('/marks.svg'),
  ).toBe(true);
  expect([...bytes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(52_000);
});
