import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';

useBrowser();

/** The pages of one template with the most in them: what is too long on paper is among these. */
const heaviest = (pattern: string, count: number) =>
  globSync(pattern, { cwd: inject('siteDir') })
    .toSorted((a, b) => statSync(join(inject('siteDir'), b)).size - statSync(join(inject('siteDir'), a)).size)
    .slice(0, count)
    .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`);

/** The sheets of paper that a page takes as it stands. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' });
  return (pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;
}

test('a brief is one A4 page, the fullest too', async () => {
  const found = new Map<string, number>();
  const page = await visit('/es/');
  for (const address of heaviest('*/cases/*/brief/index.html', 24)) {
    await page.goto(address);
    found.set(address, await sheets(page));
  }
  expect(found.size).toBe(24);
  expect([...found].filter(([, count]) => count !== 1)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('a[href$="/brief.pdf"]').filter({ visible: true }).count()).toBe(0);
});

test('a case is printed on two pages, facts before lessons', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/');
  expect(await sheets(page)).toBe(2);
  await page.emulateMedia({ media: 'print' });
  const top = (selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
  expect(await top('.rail .facts')).toBeLessThan(await top('#lessons'));
  expect(await page.locator('.permalink, .tools, .contents, #what-was-done').filter({ visible: true }).count()).toBe(0);
});

/** Pixels between the margins of a sheet of A4 that lies on its side. */
const LYING = 1061;

test.each(['/es/gaps/', '/pt/lineage/', '/en/missions/'])('no picture of %s is cut at the edge of the paper', async (address) => {
  const page = await visit(address, { viewport: { width: LYING, height: 800 } });
  await page.emulateMedia({ media: 'print' });
  const ends = await page
    .locator('.chart-scroll > svg, table.grid')
    .evaluateAll((pictures) => pictures.map((picture) => picture.getBoundingClientRect().right));
  expect(ends.length).toBeGreaterThan(1);
  expect(ends.filter((end) => end > LYING + 1)).toEqual([]);
});

test('who reads on a dark screen prints with dark ink', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/', { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  const inks = await page
    .locator('main :is(p, span, dd, li)')
    .evaluateAll((texts) => [...new Set(texts.map((text) => getComputedStyle(text).color))]);
  expect(inks.length).toBeGreaterThan(1);
  expect(inks.filter((ink) => Math.max(...ink.match(/\d+/g)!.slice(0, 3).map(Number)) > 160)).toEqual([]);
});

test('a session is printed whole, and a list of results without what only a screen needs', async () => {
  const page = await visit('/es/sessions/2027-mesas/');
  const sections = page.locator('.case-text > section:visible');
  const onScreen = await sections.count();
  expect(onScreen).toBeGreaterThan(3);
  await page.emulateMedia({ media: 'print' });
  expect(await sections.count()).toBe(onScreen);
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/es/search/');
  await page.locator('input[name="case"]').first().check();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#filters, #sort, .pick-bar').filter({ visible: true }).count()).toBe(0);
});
