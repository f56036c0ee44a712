import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';

useBrowser();

const dir = inject('siteDir');
const text = (file: string) => readFileSync(join(dir, file), 'utf8');
/** Every case page with the bytes of its own file, the heaviest first. */
const own = globSync('*/cases/*/index.html', { cwd: dir })
  .map((file) => ({ file, bytes: gzipSync(text(file)).length }))
  .toSorted((a, b) => b.bytes - a.bytes);

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
const MOST = 40_000;

test('every case page is less than 40,000 bytes with everything that it loads, headers included', async () => {
  // What differs between pages is their own file, and whether a text has emphasis, which asks for one more face.
  const [heaviest, second] = own;
  const emphasised = own.find(({ file }) => /<em[ >]/.test(text(file)));
  const weighed = [heaviest!, second!, ...(emphasised ? [emphasised] : [])];
  const found = new Map<string, number>();
  for (const { file } of weighed) found.set(file, sum(await weigh(file)));
  expect(own.length).toBeGreaterThan(250);
  expect([...found].filter(([, bytes]) => bytes >= MOST)).toEqual([]);
});
