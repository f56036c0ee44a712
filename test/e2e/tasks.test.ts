import { describe, expect, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';
import { counted } from './counted.ts';

useBrowser();

/**
 * What people come for, done as they would: a task says how many steps it may take. Telling a case is in the tests of the form;
 * what a server has a part in, without JavaScript too, in tasks-server.test.ts.
 */
const NO_SCRIPT = { javaScriptEnabled: false };
const PERU = 'peru-mesas-ejecutivas';

test.each([390, 1280])('the contents of a case stay in view to its end, %s pixels wide', async (width) => {
  const page = await visit(`/es/cases/${PERU}/`, { viewport: { width, height: 844 } });
  await page.locator('#cite').scrollIntoViewIfNeeded();
  const box = (await page.locator('.contents').boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeLessThan(844);
});

describe.each([
  ['with JavaScript', {}],
  ['without JavaScript', NO_SCRIPT],
])('%s', (_name, options) => {
  test('cases that failed, and the lessons of what went wrong: 1 step each', async () => {
    const page = await visit('/es/', options);
    await page.locator('.way a[href="/es/outcomes/did-not-work/"]').click();
    expect(await page.locator('.case-list .case-title').count()).toBeGreaterThan(5);
    await page.goto('/es/');
    await page.locator('.way a[href="/es/lessons/fails/"]').click();
    expect(await page.locator('.lesson-list li').count()).toBeGreaterThan(50);
  });

  test('who adapted the Mesas Ejecutivas, and how it went there: 1 step on its page', async () => {
    const page = await visit(`/es/cases/${PERU}/`, options);
    await page.locator('.contents a[href="#lineage"]').click();
    const after = page.locator('#lineage h3', { hasText: 'Adónde fue' }).locator('xpath=following-sibling::ul[1]');
    expect(await after.locator('.lineage-other', { hasText: 'Mesas Sectoriales' }).locator('.outcome').count()).toBeGreaterThan(
      0,
    );
  });

  test('all cases with evidence 2 or more: 2 steps', async () => {
    const page = await visit('/es/', options);
    const person = counted(page);
    await person.follow('a[href="/es/evidence/2/"]');
    await page.waitForURL('**/es/evidence/2/');
    expect(await page.locator('h1').textContent()).toBe('Evidencia 2 o más');
    expect(await page.locator('.case-list .case-title').count()).toBeGreaterThan(10);
    expect(person.steps).toBeLessThanOrEqual(2);
  });

  test('citing one lesson: 1 step on its case', async () => {
    const page = await visit('/en/cases/uruguay-plan-ceibal/', options);
    await page.locator('#lesson-software-that-adapts .permalink a').last().click();
    await page.waitForURL('**/cite/#lesson-software-that-adapts');
    const cited = page.locator(':target');
    expect(await cited.locator('.citation-line').textContent()).toMatch(/Version [0-9a-f]{10}/);
    await cited.locator('summary').first().click();
    expect(await cited.locator('pre').first().textContent()).toContain(
      '@techreport{uruguay-plan-ceibal-lesson-software-that-adapts',
    );
  });

  test('one page for the minister: 1 step on the case', async () => {
    const page = await visit(`/pt/cases/${PERU}/`, options);
    await page.locator('.tool-brief').click();
    await page.waitForURL(`**/pt/cases/${PERU}/brief/`);
    expect(await page.locator('.brief-place').textContent()).toContain(`/pt/cases/${PERU}/`);
  });

  test('comparing two cases: 3 steps in a list', async () => {
    const page = await visit('/es/challenges/coordination-failure/', options);
    const person = counted(page);
    await person.tick(`input[value="${PERU}"]`);
    await person.tick('input[value="argentina-mesas-sectoriales-2-0"]');
    await person.follow('.pick-bar button');
    await page.locator('table.compare').waitFor();
    expect(person.steps).toBe(3);
  });

  test('a shortlist of eight to hand over: its address is the list', async () => {
    const page = await visit('/es/challenges/coordination-failure/', options);
    const person = counted(page);
    const boxes = page.locator('input[name="case"]');
    for (let index = 0; index < 8; index++) await boxes.nth(index).check();
    await person.follow('.pick-bar button.second');
    await page.locator('.chosen-case').nth(7).waitFor();
    expect(new URL(page.url()).searchParams.getAll('case').length).toBe(8);
  });

  test('which of these cases happened in a place like mine, and what they needed: 4 steps', async () => {
    const page = await visit('/es/challenges/coordination-failure/', options);
    await page.locator('a[href="/es/here/?challenge=coordination-failure"]').click();
    await page.locator('#challenge').selectOption('coordination-failure');
    await page.locator('#country').selectOption('ECU');
    await page.locator('.here-form button').click();
    await page.locator('.here-list').waitFor();
    expect(await page.locator('.here-list').textContent()).toContain('país cercano');
    expect(await page.locator('.needs input').count()).toBeGreaterThan(5);
  });

  test('all data in a spreadsheet: 2 steps from any page', async () => {
    const page = await visit('/pt/cases/', options);
    const person = counted(page);
    await person.follow('.site-footer a[href="/pt/data/"]');
    await page.waitForURL('**/pt/data/');
    const [download] = await Promise.all([page.waitForEvent('download'), person.follow('.take')]);
    expect(download.suggestedFilename()).toBe('registry-pt.xlsx');
    expect(person.steps).toBe(2);
  });

  test('a country of which there is nothing says so, and leads on', async () => {
    const page = await visit('/es/countries/', options);
    await page.locator('.no-cases-yet a[href="/es/countries/ecu/"]').click();
    await page.waitForURL('**/es/countries/ecu/');
    expect(await page.locator('h1').textContent()).toMatch(/Ecuador/);
    expect(await page.locator('.nearest a').count()).toBeGreaterThan(2);
  });
});
