import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GitHubRoad, openGitHubRoad } from '../api/submissions/github-road.ts';
import type { ServerProcess } from '../api/submissions/server-process.ts';
import { buildSite, makeOutDir } from '../site/build.ts';
import { useBrowser, visit, waitForText } from './browser.ts';
import { fillLearned, fillWhat, fillYou, press, send, STORY } from './submit-form.ts';

useBrowser();

let road: GitHubRoad;
let server: ServerProcess;
beforeAll(async () => {
  road = await openGitHubRoad({ siteDir: await makeOutDir() });
  const { code, output } = await buildSite({
    contentDir: join(road.clone, 'content'),
    outDir: road.siteDir,
    env: { SUBMISSIONS: 'on' },
  });
  if (code !== 0) throw new Error(`The site could not be built:\n${output}`);
  server = await road.start({
    RECONCILE_SECONDS: '86400',
    REBUILD_COMMAND: `git -C '${road.clone}' pull --quiet --ff-only && node scripts/build-if-needed.ts`,
  });
}, 300_000);
afterAll(async () => {
  await server.stop();
  for (const made of ['', '.next', '.old', '.copy']) await rm(`${road.siteDir}${made}`, { recursive: true, force: true });
  await road.stop();
});

test('a lab tells its lesson, follows it to a pull request at GitHub, and reads it on the site once that is merged', async () => {
  const page = await visit('/es/submit/', { baseURL: server.origin, reducedMotion: 'reduce' });
  await fillWhat(page);
  await press(page, 'next');
  await fillLearned(page);
  await press(page, 'next');
  await fillYou(page);
  await press(page, 'next');
  await send(page);
  const link = page.locator('.status-now a[href*="/pull/"]');
  await expect.poll(async () => (await page.reload(), await link.count()), { timeout: 30_000 }).toBe(1);
  const [pull, ...others] = road.pulls();
  expect(others).toEqual([]);
  expect(await link.getAttribute('href')).toMatch(new RegExp(`/pull/${pull!.number}$`));

  await road.decide(pull!.number, 'merge');
  await expect
    .poll(async () => (await page.reload(), await page.locator('.status-label').textContent()), { timeout: 30_000 })
    .toMatch(/Publicad/);
  const casePage = await page.locator('.status-now a[href*="/cases/"]').getAttribute('href');
  await expect.poll(async () => (await fetch(server.origin + casePage!)).status, { timeout: 120_000, interval: 1000 }).toBe(200);
  await page.locator('.status-now a[href*="/cases/"]').click();
  await waitForText(page, 'h1', STORY.title);
  await waitForText(page, '.lesson', STORY.lesson);
}, 240_000);
