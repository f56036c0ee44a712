import { expect, test } from 'vitest';
import { cases } from '../site/content.ts';
import { useBrowser, visit, waitForText } from './browser.ts';
import { SEARCH_STATUS, titlesFound, typeQuestion } from './search-page.ts';

useBrowser();

test('a question that only something near answers is told so, with the words that are shared', async () => {
  const page = await visit('/es/search/?q=vivienda+social+para+familias+j%C3%B3venes');
  await waitForText(page, SEARCH_STATUS, 'Nada responde a todo');
  expect(await page.locator(SEARCH_STATUS).textContent()).toContain('«vivienda»');
  expect((await titlesFound(page)).length).toBeLessThanOrEqual(10);
});

test('a question about a problem without cases is told its name, the nearest problems, and where to tell and hear of cases', async () => {
  const page = await visit('/es/search/?q=casas+refugio+para+mujeres+golpeadas');
  await waitForText(page, SEARCH_STATUS, 'Todavía no tenemos nada');
  await waitForText(page, '#named', 'Violencia contra las mujeres');
  expect(await page.locator('#nearest a[href="/es/challenges/gender-equality/"]').isVisible()).toBe(true);
  expect(await page.locator('#empty-feed').getAttribute('href')).toBe(
    '/es/search/feed.xml?q=casas+refugio+para+mujeres+golpeadas',
  );
  expect(await titlesFound(page)).toEqual([]);
  expect(await page.locator('#filters .facet:visible').count()).toBe(0);
});

test('on a slow line nothing stands under a question before its answer, and the answer stays', async () => {
  const page = await visit('/es/');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const line = { offline: false, latency: 100, downloadThroughput: 60_000, uploadThroughput: 60_000 };
  await session.send('Network.emulateNetworkConditions', line);
  await page.goto('/es/search/?q=laptop', { waitUntil: 'commit' });
  // What is painted: before that there are no styles, and nobody sees anything.
  const isPainted = async () => await page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const seen = async () => ((await isPainted()) ? await page.locator('#results > li:visible').allTextContents() : []);
  const answers = new Set<string>();
  for (let turns = 0; turns < 200 && answers.size === 0; turns += 1) {
    const found = (await seen()).join('|');
    if (found) answers.add(found);
    else await page.waitForTimeout(50);
  }
  await waitForText(page, SEARCH_STATUS, 'laptop');
  await page.waitForLoadState('networkidle');
  answers.add((await seen()).join('|'));
  expect(answers.size).toBe(1);
});

test('all records are reached from a page without a question, each once', async () => {
  const page = await visit('/es/search/');
  const found = new Set(
    await page.locator('#results .case-title a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  );
  for (let turns = 0; turns < 20; turns += 1) {
    const next = page.locator('#pages a[rel="next"]');
    if ((await next.count()) === 0) break;
    const before = await page.locator('#pages span').textContent();
    await next.click();
    await page.waitForFunction((text) => document.querySelector('#pages span')?.textContent !== text, before);
    for (const href of await page
      .locator('#results .case-title a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href'))))
      found.add(href);
  }
  const total = Number((await page.locator(SEARCH_STATUS).textContent())!.replace(/\D/g, ''));
  expect(found.size).toBe(total);
  expect(total).toBeGreaterThan(cases.size);
});

test('a question without an answer is told so, and what to try', async () => {
  const page = await visit('/es/search/?q=xyzzyqwv&outcome=worked');
  await waitForText(page, SEARCH_STATUS, 'xyzzyqwv');
  await page.locator('#empty').waitFor();
  expect(await page.locator('#results > li').count()).toBe(0);
  expect(await page.locator('#empty-filters').isVisible()).toBe(true);
  expect(await page.locator('#empty a[href="/es/explore/"]').isVisible()).toBe(true);
});

test('markup in a question stays text', async () => {
  const attack = '<img src=x onerror="document.title=1"><b>ceibal</b>';
  const page = await visit(`/es/search/?q=${encodeURIComponent(attack)}`);
  await waitForText(page, SEARCH_STATUS, '<img src=x');
  await page.locator('#q').fill('<svg onload=alert(1)> ceibal');
  await waitForText(page, SEARCH_STATUS, '<svg onload');
  expect(await page.locator('main img, main b, main svg[onload]').count()).toBe(0);
  expect(await page.title()).not.toBe('1');
});

test('a lost connection is told with a way to try again, and trying again works', async () => {
  const page = await visit('/es/search/');
  await page.route('**/search/es.json', (route) => route.abort());
  await page.locator('#q').fill('ceibal');
  const retry = page.locator('#note button');
  await retry.waitFor();
  // Counts of all records would be wrong beside a question.
  expect(new Set(await page.locator('#filters .count').allTextContents())).toEqual(new Set(['…']));
  await page.unroute('**/search/es.json');
  await retry.click();
  await waitForText(page, SEARCH_STATUS, 'ceibal');
  await waitForText(page, '#results .case-title', 'Plan Ceibal');
  expect(await page.locator('#note button').count()).toBe(0);
});

test('when what searches did not come, trying again gets it', async () => {
  const page = await visit('/es/search/', {}, (blank) => blank.route('**/*worker*', (route) => route.abort()));
  await page.locator('#q').fill('ceibal');
  const retry = page.locator('#note button');
  await retry.waitFor();
  await page.unroute('**/*worker*');
  await retry.click();
  await waitForText(page, '#results .case-title', 'Plan Ceibal');
});

test('the browsers of Windows 7 and 8, which have less of JavaScript, answer all the same', async () => {
  const older = `for (const list of [Array.prototype, Object.getPrototypeOf(Uint8Array.prototype)]) delete list.toSorted;
    delete Map.groupBy; delete String.prototype.toWellFormed;`;
  const page = await visit('/es/search/', {}, async (blank) => {
    await blank.addInitScript(older);
    await blank.route('**/engine.worker*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: older + (await response.text()) });
    });
  });
  await typeQuestion(page, 'laptop');
  expect((await titlesFound(page)).length).toBeGreaterThan(0);
  // Half a sign is no text; a whole one stays.
  expect(await page.evaluate(String.raw`'😀\ud83d'.toWellFormed()`)).toBe('😀\ufffd');
});

test('when the script of the page does not come, that is said, with the ways to browse', async () => {
  const page = await visit('/es/search/', {}, (blank) => blank.route('**/_astro/search*.js', (route) => route.abort()));
  const words = page.locator('#unloaded');
  expect(await words.isVisible()).toBe(false);
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  expect(await words.isVisible()).toBe(true);
  expect(await words.locator('a[href="/es/explore/"]').isVisible()).toBe(true);
  expect(await page.locator('#results > li').first().isVisible()).toBe(true);
});

test('a search page opened without a question shows the newest cases and loads no index', async () => {
  const page = await visit('/es/');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/es/search/', { waitUntil: 'networkidle' });
  expect(asked.filter((path) => path.startsWith('/search/'))).toEqual([]);
  expect((await titlesFound(page)).length).toBe(Math.min(20, cases.size));
});
