import { describe, expect, test } from 'vitest';
import { useBrowser, visit, waitForText } from './browser.ts';

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
    expect(await page.locator('main .notice').isVisible()).toBe(true);
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
