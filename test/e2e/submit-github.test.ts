import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GitHubPipeline, openGitHubPipeline } from '../api/submissions/github-pipeline.ts';
import type { ServerProcess } from '../api/submissions/server-process.ts';
import { buildSite, makeOutDir } from '../site/build.ts';
import { withExif } from '../unit/photo/pictures.ts';
import { useBrowser, visit, waitForText } from './browser.ts';
import { fillAll, send, STORY } from './submit-form.ts';

useBrowser();

let pipeline: GitHubPipeline;
let server: ServerProcess;
beforeAll(async () => {
  pipeline = await openGitHubPipeline({ siteDir: await makeOutDir() });
  const { code, output } = await buildSite({
    contentDir: join(pipeline.clone, 'content'),
    outDir: pipeline.siteDir,
    env: { SUBMISSIONS: 'on' },
  });
  if (code !== 0) throw new Error(`The site could not be built:\n${output}`);
  server = await pipeline.start({
    RECONCILE_SECONDS: '86400',
    REBUILD_COMMAND: `git -C '${pipeline.clone}' pull --quiet --ff-only && node scripts/build-if-needed.ts`,
  });
});
afterAll(async () => {
  await server.stop();
  for (const made of ['', '.next', '.old', '.copy']) await rm(`${pipeline.siteDir}${made}`, { recursive: true, force: true });
  await pipeline.stop();
});

test('a lab tells its lesson with a picture and a document, follows it to a pull request at GitHub, and reads it on the site once that is merged', async () => {
  const page = await visit('/es/submit/', { baseURL: server.origin, reducedMotion: 'reduce' });
  await fillAll(page);
  await addFiles(page);
  // Sent too fast for a person, the page comes back without the files.
  await page.waitForTimeout(3000);
  await send(page);
  const link = page.locator('.status-now a[href*="/pull/"]');
  await expect.poll(async () => (await page.reload(), await link.count())).toBe(1);
  const [pull, ...others] = pipeline.pulls();
  expect(others).toEqual([]);
  expect(await link.getAttribute('href')).toMatch(new RegExp(`/pull/${pull!.number}$`));

  await pipeline.decide(pull!.number, 'merge');
  await expect.poll(async () => (await page.reload(), await page.locator('.status-label').textContent())).toMatch(/Publicad/);
  // Until readers find the case, the page does not lead there.
  const toCase = page.locator('.status-now a[href*="/cases/"]');
  await expect.poll(async () => (await page.reload(), await toCase.count()), { interval: 1000 }).toBe(1);
  const casePage = await toCase.getAttribute('href');
  expect((await fetch(server.origin + casePage!)).status).toBe(200);
  await toCase.click();
  await waitForText(page, 'h1', STORY.title);
  await waitForText(page, '.lesson', STORY.lesson);
  await checkFiles(page, casePage!);
});

/** A phone's photograph, rotated and with GPS data, and a document. */
async function addFiles(page: Page): Promise<void> {
  const drawn = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 30 });
    canvas.getContext('2d')!.fillRect(0, 0, 30, 30);
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), 'image/jpeg'));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await page.locator('.files summary').click();
  const add = async (index: number, name: string, mimeType: string, buffer: Buffer, shows: string) => {
    await page.locator(`[name="file-${index}"]`).setInputFiles({ name, mimeType, buffer });
    await page.locator(`[name="shows-${index}"]`).fill(shows);
  };
  await add(0, 'IMG_2041.JPG', 'image/jpeg', withExif(Buffer.from(drawn), 6), 'La fila antes de abrir');
  await add(
    1,
    'informe.pdf',
    'application/pdf',
    Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(43_000), Buffer.from('%%EOF')]),
    'Informe del primer año',
  );
}

/**
 * The case's page in each language: the picture upright and described, the document by name and size, no violation of the
 * policy.
 */
async function checkFiles(page: Page, address: string): Promise<void> {
  const breaches: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) breaches.push(message.text());
  });
  for (const locale of ['es', 'pt', 'en']) {
    await page.goto(address.replace('/es/', `/${locale}/`));
    const picture = page.locator('#attachments figure img');
    await picture.scrollIntoViewIfNeeded();
    expect(await picture.getAttribute('alt')).toBe('La fila antes de abrir');
    expect([await picture.getAttribute('width'), await picture.getAttribute('height')]).toEqual(['30', '60']);
    expect(await picture.getAttribute('loading')).toBe('lazy');
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([30, 60]);
    const document = page.locator('#attachments a[download]');
    expect(await document.textContent()).toBe('Informe del primer año');
    expect(await page.locator('#attachments li').textContent()).toMatch(/\(PDF, 43\skB\)/);
  }
  expect(breaches).toEqual([]);
  const [photo, report] = await Promise.all(
    ['1.jpg', '2.pdf'].map(async (file) => {
      const response = await fetch(`${server.origin}${address.replace('/es/', '/')}files/${file}`);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
    }),
  );
  expect(photo!.headers.get('content-type')).toBe('image/jpeg');
  expect(photo!.bytes.includes('GPS-CANARY')).toBe(false);
  expect(report!.headers.get('content-type')).toBe('application/pdf');
  expect(report!.headers.get('content-disposition')).toBe('attachment');
  expect(await pipeline.git('log', '--all', '--patch', '--text')).not.toContain('GPS-CANARY');
}
