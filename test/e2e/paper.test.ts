import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';

useBrowser();

/** The pages of one template with the most in them: what is too long on paper is among these. */
const heaviest = (pattern: string, count: number) =>
  globSync(pattern, { cwd: inject('siteDir') })
    .toSorted((a, b) => statSync(join(inject('siteDir'), b)).size - statSync(join(inject('siteDir'), a)).size)
    .slice(0, count)
    .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`);

async function sheets(address: string): Promise<number> {
  const page = await visit(address);
  const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' });
  await page.context().close();
  return (pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;
}

test('a brief is one A4 page, the fullest too', async () => {
  const found = new Map<string, number>();
  for (const address of heaviest('*/cases/*/brief/index.html', 24)) found.set(address, await sheets(address));
  expect(found.size).toBe(24);
  expect([...found].filter(([, count]) => count !== 1)).toEqual([]);
});

test('a case is printed on two pages, facts before lessons', async () => {
  expect(await sheets('/es/cases/uruguay-plan-ceibal/')).toBe(2);
  const page = await visit('/es/cases/uruguay-plan-ceibal/');
  await page.emulateMedia({ media: 'print' });
  const top = (selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
  expect(await top('.rail .facts')).toBeLessThan(await top('#lessons'));
  expect(await page.locator('.permalink, .tools, .contents, #what-was-done').filter({ visible: true }).count()).toBe(0);
});
