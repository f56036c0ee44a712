import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';

useBrowser();

const dir = inject('siteDir');
/** Every case page, the largest first. */
const bySize = globSync('*/cases/*/index.html', { cwd: dir }).toSorted(
  (a, b) => statSync(join(dir, b)).size - statSync(join(dir, a)).size,
);

/** What each file of a page takes on its way to a browser without a cache, headers included. */
async function weigh(file: string): Promise<Map<string, number>> {
  const bytes = new Map<string, number>();
  const page = await visit(`/${file.replace(/index\.html$/, '')}`, {}, async (blank) => {
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
  return bytes;
}

const sum = (bytes: Map<string, number>) => [...bytes.values()].reduce((total, size) => total + size, 0);

test('a case page of usual length is less than 40,000 bytes with everything that it loads, headers included', async () => {
  expect(sum(await weigh(bySize[Math.floor(bySize.length / 2)]!))).toBeLessThan(40_000);
});

test('the heaviest case page is less than 44,000 bytes', async () => {
  expect(sum(await weigh(bySize[0]!))).toBeLessThan(44_000);
});
