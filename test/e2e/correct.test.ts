import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser, visit, waitForText } from './browser.ts';
import { field, press, send } from './submit-form.ts';
import { proposalOf, startSubmitServer, type SubmitServer } from './submit-server.ts';

useBrowser();

let server: SubmitServer;
beforeAll(async () => {
  server = await startSubmitServer();
}, 300_000);
afterAll(() => server.stop());

const PHONE = { viewport: { width: 360, height: 740 } };

const open = (path: string, options: BrowserContextOptions = {}) =>
  visit(path, { baseURL: server.origin, reducedMotion: 'reduce', ...options });

test.each([
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
])('a reader says in one box that something is wrong, %s, and it becomes a proposal', async (name, options) => {
  const page = await open('/es/cases/uruguay-plan-ceibal/', options);
  await page.locator('#lessons .report a').click();
  await page.waitForURL('**/report/?section=lessons');
  await page.locator('#report').fill(`La cifra de ${name} es de otro año.`);
  await page.waitForTimeout(3100);
  await page.locator('main form button').click();
  await page.waitForURL('**/submissions/**');
  const { path, text } = await proposalOf(server, page);
  expect(path).toBe('content/cases/ury/uruguay-plan-ceibal/index.md');
  expect(text).toContain(`Un lector avisa, sobre «Lecciones»: La cifra de ${name} es de otro año.`);
});

test('a case that the registry has is shown while its title is typed, and can be added to instead', async () => {
  const page = await open('/es/submit/');
  await field(page, 'case.title').fill('Plan Ceibal: una computadora portátil con internet para cada escolar');
  await field(page, 'case.problem').fill('¿Cómo lograr que todos los niños de la escuela tengan una computadora y conexión?');
  await field(page, 'case.summary').focus();
  const link = page.locator('#similar a[href="/es/cases/uruguay-plan-ceibal/improve/"]');
  await link.click();
  await waitForText(page, '.kicker', /Plan Ceibal/);
  expect(await field(page, 'case.title').inputValue()).toMatch(/^Plan Ceibal/);
});

test('a correction changes one lesson of a case and nothing else', async () => {
  const page = await open('/es/cases/uruguay-plan-ceibal/');
  await page.locator('a[href="/es/cases/uruguay-plan-ceibal/improve/"]').click();
  await page.locator('button[value="step:learned"]').click();
  await field(page, 'case.lessons.0.text').fill(
    'Una meta que se comprueba con un sí o un no ordenó el trabajo de todos, también el de control.',
  );
  await page.locator('button[value="step:you"]').click();
  await field(page, 'consent.license').check();
  await press(page, 'next');
  await waitForText(page, '.preview', 'también el de control');
  await send(page);
  await waitForText(page, '.status-label', /./);
  const { path } = await proposalOf(server, page);
  expect(path).toBe('content/cases/ury/uruguay-plan-ceibal/index.md');
  const branch = `proposals/${/submissions\/([\w-]+)/.exec(page.url())![1]!}`;
  const changed = (await server.git('diff', '--unified=0', `main...${branch}`)).split('\n').filter((line) => /^[-+] /.test(line));
  expect(changed.filter((line) => line.startsWith('+')).join(' ')).toContain('también el de control');
  expect(changed.length).toBeLessThan(8);
});

test('a correction takes a lesson out of a case by keyboard, and the proposal says so', async () => {
  const page = await open('/es/cases/uruguay-plan-ceibal/improve/', PHONE);
  await page.locator('button[value="step:learned"]').click();
  const mark = page.locator('input[name="remove"]').first();
  const removal = await mark.getAttribute('value');
  await mark.focus();
  await page.keyboard.press('Space');
  await page.locator('button[value="step:you"]').click();
  await field(page, 'consent.license').check();
  await press(page, 'next');
  const words = await page.locator('.taken-away del').textContent();
  expect(await page.locator('.preview').textContent()).not.toContain(words);
  await send(page);
  await waitForText(page, '.status-label', /./);
  await proposalOf(server, page);
  const branch = `proposals/${/submissions\/([\w-]+)/.exec(page.url())![1]!}`;
  const [list, id] = removal!.split('/');
  expect(list).toBe('lessons');
  const changed = await server.git('diff', `main...${branch}`);
  expect(changed).toContain(`-  - id: ${id}`);
  const added = changed.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line));
  // Only the version that the translations follow is written.
  expect(added.filter((line) => !line.startsWith('+translates: '))).toEqual([]);
});
