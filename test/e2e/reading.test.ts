import { describe, expect, test } from 'vitest';
import { PHONE, useBrowser, visit, waitForText } from './browser.ts';

useBrowser();

test('the front door sends readers to their language', async () => {
  for (const [locale, home] of [
    ['pt-BR', '/pt/'],
    ['es-UY', '/es/'],
    ['en-GB', '/en/'],
    ['ja-JP', '/es/'],
  ] as const) {
    const page = await visit('/', { locale });
    expect(new URL(page.url()).pathname, locale).toBe(home);
  }
});

test('switching the language stays on the same case', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/');
  await page.locator('nav.languages').getByText('Português').click();
  await page.waitForURL('**/pt/cases/uruguay-plan-ceibal/');
  expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
});

test('switching the language of a search keeps to the search page', async () => {
  const page = await visit('/es/search/?q=ceibal');
  await waitForText(page, '#status', 'ceibal');
  await page.locator('nav.languages').getByText('English').click();
  await page.waitForURL('**/en/search/**');
});

test.each([
  '/es/sessions/2027-mesas/2/',
  '/pt/compare/?case=peru-mesas-ejecutivas&case=uruguay-plan-ceibal',
  '/en/lessons/fails/',
])('no number is torn apart at the end of a line of %s on a phone, and whoever copies it gets plain blanks', async (path) => {
  const page = await visit(path, { ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
  await page.locator('main strong, main .value, main p').first().waitFor();
  const { whole, torn } = await page.evaluate(() => {
    const numbers = /\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d[ \u00a0](?:%|mil\b|millones|milhões|million)|(?:US|R)\$[ \u00a0]\d+/gu;
    const found: { words: string; lines: number }[] = [];
    const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { 0: words, index } of text.textContent!.matchAll(numbers)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + words.length);
        found.push({ words, lines: new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size });
      }
    }
    return {
      whole: found.filter(({ lines }) => lines === 1).length,
      torn: found.filter(({ lines }) => lines > 1).map(({ words }) => words),
    };
  });
  expect(whole).toBeGreaterThan(1);
  expect(torn).toEqual([]);
  const copied = await page.evaluate(async () => {
    getSelection()!.selectAllChildren(document.querySelector('main')!);
    document.execCommand('copy');
    return await navigator.clipboard.readText();
  });
  expect(copied).toMatch(/\d (?:%|mil\b|millones|milhões|million|\d{3})/u);
  expect(copied).not.toContain('\u00a0');
});

describe('without JavaScript', () => {
  const options = { javaScriptEnabled: false };

  test('a reader comes from the home page by browsing to a case', async () => {
    const page = await visit('/es/', options);
    await page.locator('.way a[href^="/es/challenges/"]').nth(1).click();
    await page.waitForURL('**/es/challenges/*/');
    const link = page.locator('.case-title a').first();
    const title = await link.textContent();
    await link.click();
    await page.waitForURL('**/es/cases/*/');
    expect(await page.locator('h1').textContent()).toBe(title);
  });

  test('the search page says so, shows the ways to browse and cases, and no control that does nothing', async () => {
    const page = await visit('/es/search/?q=laptop', options);
    expect(await page.locator('main noscript .notice').isVisible()).toBe(true);
    for (const way of ['challenges', 'countries', 'outcomes']) {
      expect(await page.locator(`main a[href="/es/${way}/"]`).isVisible()).toBe(true);
    }
    expect(await page.locator('#results > li').count()).toBeGreaterThan(0);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('#sort').isVisible()).toBe(false);
  });
});

test('a wrong address is answered in every language, with ways on', async () => {
  const page = await visit('/es/cases/no-such-case/');
  expect(await page.locator('main p[lang]').count()).toBe(3);
  expect(await page.locator('main form[role="search"]').isVisible()).toBe(true);
  await page.locator('main p[lang="en"] a').click();
  await page.waitForURL('**/en/');
});

test('a lesson can be linked to: its address shows it', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/#lesson-access-is-not-learning');
  const lesson = page.locator('#lesson-access-is-not-learning');
  expect(
    await lesson.evaluate((element) => element.getBoundingClientRect().top < innerHeight && element.matches(':target')),
  ).toBe(true);
});

test('a citation leads to its source on the same page', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/');
  await page.locator('a.citation').first().click();
  expect(new URL(page.url()).hash).toMatch(/^#source-/);
  expect(await page.locator(':target').isVisible()).toBe(true);
});

test.each(['es', 'pt', 'en'])('in %s all columns of the table beside the map are in view on a laptop', async (locale) => {
  const page = await visit(`/${locale}/map/`);
  const table = page.locator('.chart-table').first();
  expect(await table.locator('thead th').count()).toBe(8);
  expect(await table.evaluate((place) => place.scrollWidth - place.clientWidth)).toBe(0);
});

test.each([
  ['the bar of what is ticked', '/es/challenges/coordination-failure/', 'Tab', '.pick-bar', 'main a'],
  ['the contents of a case', '/es/cases/uruguay-plan-ceibal/', 'Shift+Tab', '.contents', 'main a'],
  ['the first column of a table', '/es/gaps/', 'Shift+Tab', '.gap-grid tbody th', '.gap-grid tbody a'],
])('what the keyboard moves to is not under %s', async (_name, path, key, cover, links) => {
  const page = await visit(path, PHONE);
  const ticks = page.locator('input[name="case"]');
  if (key === 'Tab') await ticks.first().check();
  else await page.locator(links).last().focus();
  const covered: string[] = [];
  for (let turn = 0; turn < 80; turn += 1) {
    await page.keyboard.press(key);
    covered.push(
      ...(await page.evaluate((selector) => {
        const focused = document.activeElement!;
        const { left, top, width, height } = focused.getBoundingClientRect();
        const above = document.elementFromPoint(left + width / 2, top + height / 2)?.closest(selector);
        return above && !above.contains(focused) ? [focused.outerHTML.slice(0, 100)] : [];
      }, cover)),
    );
  }
  expect(covered).toEqual([]);
});
