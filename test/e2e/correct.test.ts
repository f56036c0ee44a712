import { expect, test } from 'vitest';
import { PHONE, useBrowser, waitForText } from './browser.ts';
import { field, press, send, submissionOf } from './submit-form.ts';
import { useSubmitServer } from './submit-server.ts';

useBrowser();

const { open, origin, proposalOf, git, tokenOf } = useSubmitServer();

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
  const { path, text } = await proposalOf(page);
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

test('a correction changes one lesson of a case, and with the token of its lab confirms the rest: the device keeps no token', async () => {
  const token = await tokenOf('lo-que-funciona');
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
  await page.locator('details.token summary').click();
  await field(page, 'token').fill(token);
  await field(page, 'confirms').check();
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('confirms'));
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('lqf_');
  await send(page);
  await waitForText(page, '.status-label', /./);
  const { branch, path } = await proposalOf(page);
  expect(path).toBe('content/cases/ury/uruguay-plan-ceibal/index.md');
  const changed = (await git('diff', '--unified=0', `main...${branch}`)).split('\n').filter((line) => /^[-+] /.test(line));
  expect(changed.filter((line) => line.startsWith('+')).join(' ')).toContain('también el de control');
  expect(changed.length).toBeLessThan(8);
  const status = await (await fetch(`${origin()}/v1/submissions/${submissionOf(page.url())}`)).json();
  expect(status).toMatchObject({ action: 'improve', verified: true });
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
  const { branch } = await proposalOf(page);
  const [list, id] = removal!.split('/');
  expect(list).toBe('lessons');
  const changed = await git('diff', `main...${branch}`);
  expect(changed).toContain(`-  - id: ${id}`);
  const added = changed.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line));
  // Only the version that the translations follow is written.
  expect(added.filter((line) => !line.startsWith('+translates: '))).toEqual([]);
});
