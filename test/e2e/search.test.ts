import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cases, outcomesIn } from '../site/content.ts';
import { useBrowser, visit, waitForText } from './browser.ts';
import { SEARCH_STATUS, searchedFor, titlesFound, typeQuestion } from './search-page.ts';

useBrowser();

describe('searching', () => {
  test('answers while typing, without loading the page again', async () => {
    const page = await visit('/es/search/');
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await typeQuestion(page, 'minería');
    expect((await titlesFound(page)).join()).toMatch(/miner/i);
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
    expect(searchedFor(page).get('q')).toBe('minería');
  });

  test('keeps the question in the address: reloading and sharing give the same answer', async () => {
    const page = await visit('/es/search/');
    await typeQuestion(page, 'tomógrafos aeroespacial');
    const before = await titlesFound(page);
    expect(before.length).toBeGreaterThan(0);
    await page.reload();
    await waitForText(page, SEARCH_STATUS, 'tomógrafos');
    expect((await titlesFound(page))[0]).toBe(before[0]);
    expect(await page.locator('#q').inputValue()).toBe('tomógrafos aeroespacial');
  });

  test('goes back to the question before, however slowly the next one was typed', async () => {
    const page = await visit('/es/search/?q=puertos');
    await waitForText(page, SEARCH_STATUS, 'puertos');
    for (const words of ['vac', 'vacunas']) await typeQuestion(page, words);
    await page.locator('#q').press('Enter');
    expect(searchedFor(page).get('q')).toBe('vacunas');
    await page.goBack();
    await waitForText(page, SEARCH_STATUS, 'puertos');
    expect(await page.locator('#q').inputValue()).toBe('puertos');
    await page.goForward();
    await waitForText(page, SEARCH_STATUS, 'vacunas');
  });

  test('comes back from a case to the results', async () => {
    const page = await visit('/es/search/?q=ceibal');
    await waitForText(page, SEARCH_STATUS, 'ceibal');
    await page.locator('#results .case-title a').first().click();
    await page.waitForURL('**/es/cases/uruguay-plan-ceibal/');
    await page.goBack();
    await waitForText(page, '#results .case-title', 'Plan Ceibal');
  });

  test('finds a method beside cases, says that it is one, and leads to its page', async () => {
    const page = await visit('/es/search/?q=tres+funciones+de+un+consejo');
    await waitForText(page, SEARCH_STATUS, 'tres funciones');
    const item = page.locator('#results .case-item', { has: page.locator('a[href="/es/methods/council-functions/"]') });
    expect(await item.locator('.case-meta').textContent()).toContain('Método');
    await item.locator('.case-title a').click();
    await page.waitForURL('**/es/methods/council-functions/');
  });

  test('forgives a misspelt name, says what it looked for, and looks for it as it was typed if that is wanted', async () => {
    const page = await visit('/es/search/?q=plan+ceival');
    await waitForText(page, SEARCH_STATUS, 'plan ceival');
    expect((await titlesFound(page))[0]).toContain('Plan Ceibal');
    await waitForText(page, '#note', 'ceibal');
    await page.locator('#note a').click();
    await waitForText(page, SEARCH_STATUS, 'nada sobre «ceival»');
    expect(await titlesFound(page)).toEqual([]);
    await page.locator('#q').fill('plan ceiva');
    await waitForText(page, SEARCH_STATUS, 'ceiva»');
    expect(searchedFor(page).has('asTyped')).toBe(false);
  });

  test('says why a case is there that does not show the word', async () => {
    const page = await visit('/es/search/?q=laptops');
    await waitForText(page, SEARCH_STATUS, 'laptops');
    expect(await page.locator('#results .case-through').first().textContent()).toContain('«laptops»');
  });

  test('leads from what failed to the cases and lessons that say so', async () => {
    const page = await visit('/pt/search/?q=o+que+deu+errado');
    await waitForText(page, SEARCH_STATUS, 'deu errado');
    const kinds = page.locator('#lessons .lesson-source > span:first-child');
    expect(new Set(await kinds.allTextContents())).toEqual(new Set(['Não funciona']));
    expect(await page.locator('#results .outcome').first().isVisible()).toBe(true);
    const [lessons, first] = [page.locator('#lessons'), page.locator('#results > li').first()];
    expect((await lessons.boundingBox())!.y).toBeLessThan((await first.boundingBox())!.y);
  });

  test('keeps the question and the filters when the language is changed', async () => {
    const page = await visit('/es/search/?q=sector&outcome=mixed');
    await waitForText(page, SEARCH_STATUS, 'sector');
    await page.locator('.languages a[lang="pt-BR"]').click();
    await page.waitForURL('**/pt/search/?q=sector&outcome=mixed');
    await waitForText(page, SEARCH_STATUS, 'sector');
  });

  test('marks the words that matched', async () => {
    const page = await visit('/pt/search/?q=computador');
    await waitForText(page, SEARCH_STATUS, 'computador');
    expect((await page.locator('#results mark').allTextContents()).join(' ').toLowerCase()).toMatch(/computador|laptop/);
  });

  test('finds a case from each of the three languages', async () => {
    for (const [locale, words] of [
      ['es', 'computadora para cada escolar'],
      ['pt', 'computador para cada aluno'],
      ['en', 'laptop for every pupil'],
    ] as const) {
      const page = await visit(`/${locale}/search/?q=${encodeURIComponent(words)}`);
      await waitForText(page, SEARCH_STATUS, words);
      const first = await page.locator('#results .case-title a').first().getAttribute('href');
      expect(first).toBe(`/${locale}/cases/uruguay-plan-ceibal/`);
    }
  });

  test('says beside each outcome what it rests on', async () => {
    const page = await visit('/es/search/?q=ceibal');
    await waitForText(page, SEARCH_STATUS, 'ceibal');
    const outcomes = await page.locator('#results .outcome').count();
    expect(outcomes).toBeGreaterThan(0);
    expect(await page.locator('#results .outcome + .about').count()).toBe(outcomes);
  });

  test('starts from the form of the home page', async () => {
    const page = await visit('/es/');
    await page.locator('#q').fill('trámites');
    await page.locator('#q').press('Enter');
    await page.waitForURL('**/es/search/?q=tr%C3%A1mites');
    await waitForText(page, SEARCH_STATUS, 'trámites');
    expect(await titlesFound(page)).not.toEqual([]);
  });
});

describe('narrowing results', () => {
  const failed = [...cases.values()].filter((facts) => outcomesIn(facts).includes('did-not-work'));
  const inBrazil = [...cases.values()].filter(({ places }) => places.some(({ country }) => country === 'BRA'));

  async function check(page: Page, name: string, value: string): Promise<void> {
    const box = page.locator(`#filters input[name="${name}"][value="${value}"]`);
    const group = box.locator('xpath=ancestor::details[1]');
    if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
    await box.check();
  }

  test('by outcome shows those cases and no others, and keeps it in the address', async () => {
    const page = await visit('/es/search/');
    await check(page, 'outcome', 'did-not-work');
    await page.locator('#chips .chip').waitFor();
    expect(await page.locator('#results > li').count()).toBe(Math.min(20, failed.length));
    expect(searchedFor(page).getAll('outcome')).toEqual(['did-not-work']);
    await waitForText(page, SEARCH_STATUS, String(failed.length));
  });

  test('by country counts what is left in the other filters', async () => {
    const page = await visit('/es/search/');
    await check(page, 'country', 'BRA');
    await page.locator('#chips .chip').waitFor();
    expect(await page.locator('#results > li').count()).toBe(inBrazil.length);
    const counts = await page.locator('#filters li:has(input[name="outcome"]) .count').allTextContents();
    // A case counts once for each different outcome of its verdicts.
    const outcomes = inBrazil.flatMap(outcomesIn);
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(outcomes.length);
    // The counts of a filter say how many results each other value would add.
    const own = await page.locator('#filters li:has(input[name="country"][value="URY"]) .count').textContent();
    expect(Number(own)).toBeGreaterThan(0);
  });

  test('can be taken back chip by chip, or all at once', async () => {
    const page = await visit('/es/search/?outcome=did-not-work&outcome=mixed&q=sector');
    const chips = page.locator('#chips .chip');
    await chips.nth(1).waitFor();
    expect(await chips.count()).toBe(2);
    await chips.first().click();
    await page.waitForFunction(() => document.querySelectorAll('#chips .chip').length === 1);
    expect(searchedFor(page).getAll('outcome')).toHaveLength(1);
    expect(searchedFor(page).get('q')).toBe('sector');
    await chips.first().click();
    await page.waitForFunction(() => document.querySelectorAll('#chips .chip').length === 0);
    expect(searchedFor(page).has('outcome')).toBe(false);
    expect(await page.locator('#filters input:checked').count()).toBe(0);
  });

  test('comes from a browse page with the filter set', async () => {
    const page = await visit('/es/outcomes/did-not-work/');
    await page.locator('main a[href*="/search/?outcome=did-not-work"]').click();
    await page.locator('#chips .chip').waitFor();
    expect(await page.locator('#filters input[name="outcome"][value="did-not-work"]').isChecked()).toBe(true);
  });

  test('goes back with the browser to the results before', async () => {
    const page = await visit('/es/search/?country=BRA');
    await page.locator('#chips .chip').waitFor();
    await waitForText(page, SEARCH_STATUS, String(inBrazil.length));
    await check(page, 'outcome', outcomesIn(inBrazil[0]!)[0]!);
    await page.locator('#chips .chip').nth(1).waitFor();
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('#results > li').length === count, inBrazil.length);
    expect(await page.locator('#chips .chip').count()).toBe(1);
    expect(searchedFor(page).has('outcome')).toBe(false);
  });
});

describe('with the keyboard alone', () => {
  test('a question can be asked, narrowed and its first answer opened', async () => {
    const page = await visit('/es/search/');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
    await page.keyboard.type('sector');
    await waitForText(page, SEARCH_STATUS, 'sector');
    const box = page.locator('#filters input[name="outcome"][value="did-not-work"]');
    for (let tabs = 0; tabs < 200 && !(await box.evaluate((element) => element === document.activeElement)); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.locator('#chips .chip').waitFor();
    await page.keyboard.press('/');
    const link = page.locator('#results .case-title a').first();
    for (let tabs = 0; tabs < 40 && !(await link.evaluate((element) => element === document.activeElement)); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/es/cases/*/');
    expect(await page.locator('.verdict .outcome-did-not-work').count()).toBeGreaterThan(0);
  });

  test('a slash typed inside a question stays in the question', async () => {
    const page = await visit('/es/search/');
    await page.locator('#q').focus();
    await page.keyboard.type('y/o');
    expect(await page.locator('#q').inputValue()).toBe('y/o');
  });

  test('the first stop leads past the header, and every stop can be seen', async () => {
    const page = await visit('/es/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'main');
    for (let tabs = 0; tabs < 8; tabs += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      expect(outline).not.toBe('none');
    }
  });
});

describe('somebody who hears the page', () => {
  test('is told how many results there are, in a live region that was there from the start', async () => {
    const page = await visit('/es/search/');
    const region = page.locator(SEARCH_STATUS);
    expect(await region.getAttribute('aria-live')).toBe('polite');
    await region.evaluate((element) => Object.assign(globalThis, { region: element }));
    await typeQuestion(page, 'ceibal');
    expect(await region.evaluate((element) => element === (globalThis as { region?: Element }).region)).toBe(true);
    expect(await region.textContent()).toMatch(/\d+.*ceibal/);
  });

  test('finds the focus on the count after taking a filter away', async () => {
    const page = await visit('/es/search/?outcome=mixed');
    await page.locator('#chips .chip').first().click();
    await page.waitForFunction(() => document.activeElement?.id === 'status');
  });
});
