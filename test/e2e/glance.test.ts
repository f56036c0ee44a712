import { expect, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';

useBrowser();

test('the glance of a case ends within two screens of a phone, nearly everywhere', async () => {
  const page = await visit('/es/cases/', { viewport: { width: 390, height: 844 } });
  const addresses = await page.locator('.case-title a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  const below: string[] = [];
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    if ((await page.locator('#glance').evaluate((box) => box.getBoundingClientRect().bottom)) > 2 * 844) below.push(address);
  }
  expect(addresses.length).toBeGreaterThan(50);
  expect(below.length / addresses.length, below.join(' ')).toBeLessThan(0.1);
});
