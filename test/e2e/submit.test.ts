import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { violations } from './axe.ts';
import { useBrowser, visit, waitForText } from './browser.ts';
import { field, fillLearned, fillWhat, fillYou, press, send, STORY, takeTime } from './submit-form.ts';
import { startSubmitServer, type SubmitServer } from './submit-server.ts';

useBrowser();

let server: SubmitServer;
beforeAll(async () => {
  server = await startSubmitServer();
}, 300_000);
afterAll(() => server.stop());

const PHONE = { viewport: { width: 360, height: 740 } };

const open = (path: string, options: BrowserContextOptions = {}) =>
  visit(path, { baseURL: server.origin, reducedMotion: 'reduce', ...options });
/** The record that a proposal adds, once it exists: its path and text. */
async function proposalOf(page: Page): Promise<{ path: string; text: string }> {
  const branch = `proposals/${/submissions\/([\w-]+)/.exec(page.url())![1]!}`;
  for (let tries = 0; tries < 60; tries++) {
    const known = await server.git('branch', '--list', branch);
    if (known.trim()) {
      const [path] = (await server.git('diff', '--name-only', `main...${branch}`)).split('\n');
      return { path: path!, text: await server.git('show', `${branch}:${path!}`) };
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`There is no branch ${branch}.`);
}

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

describe('a lab tells its lesson', () => {
  test('with JavaScript, and follows it to a proposal', async () => {
    const page = await open('/es/');
    await page.locator('.site-nav a[href="/es/submit/"]').click();
    await fillWhat(page);
    await press(page, 'next');
    await fillLearned(page);
    await page.locator('button[value="add:case.lessons"]').click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('case.lessons.1.kind');
    await page.locator('[name="case.lessons.1.kind"][value="fails"]').check();
    await field(page, 'case.lessons.1.text').fill('Abrir la línea sin avisar en los barrios.');
    await press(page, 'next');
    await fillYou(page);
    await press(page, 'next');
    await waitForText(page, '.preview h2', STORY.title);
    expect(await page.locator('.preview .lesson').count()).toBe(2);
    await send(page);
    await waitForText(page, 'h1', STORY.title);
    const { path, text } = await proposalOf(page);
    expect(path).toBe('content/cases/ury/uruguay-consultas-por-telefono-en-salto/index.md');
    expect(text).toContain(STORY.lesson);
    expect(text).not.toContain('ana@example.org');
    // The branch exists a moment before the outbox knows it; the page shows the outbox.
    await expect
      .poll(async () => (await page.reload(), await page.locator('.status-label').first().textContent()), { timeout: 20_000 })
      .toMatch(/revisi|Propuesta/);
    expect(await page.locator('main').textContent()).not.toContain('ana@example.org');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  test('without JavaScript, on a phone, in Portuguese', async () => {
    const page = await open('/pt/submit/', { ...PHONE, javaScriptEnabled: false });
    await fillWhat(page, { title: 'Consultas por telefone' });
    await press(page, 'next');
    await fillLearned(page);
    await page.locator('button[value="add:case.lessons"]').click();
    await page.locator('[name="case.lessons.1.kind"][value="fails"]').check();
    await field(page, 'case.lessons.1.text').fill('Abrir sem avisar.');
    await press(page, 'next');
    await fillYou(page);
    await press(page, 'back');
    expect(await field(page, 'case.lessons.1.text').inputValue()).toBe('Abrir sem avisar.');
    await press(page, 'next');
    expect(await field(page, 'organisation.name').inputValue()).toBe('Intendencia de Salto');
    await press(page, 'next');
    await send(page);
    await waitForText(page, 'h1', 'Consultas por telefone');
    expect((await proposalOf(page)).text).toMatch(/^language: pt$/m);
  });

  test('by keyboard alone, on a phone', async () => {
    const page = await open('/es/submit/', PHONE);
    /** Presses Tab until a field has the focus, at most once around the page. */
    const tabTo = async (matches: string) => {
      for (let presses = 0; presses < 150; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, matches)) return;
      }
      throw new Error(`Tab never comes to ${matches}.`);
    };
    const type = async (name: string, text: string) => {
      await tabTo(`[id="${name}"]`);
      await page.keyboard.type(text);
    };
    const tick = async (name: string) => {
      await tabTo(`[name="${name}"]`);
      await page.keyboard.press('Space');
    };
    const pressButton = async (go: string) => {
      await tabTo(`.form-buttons button[value="${go}"]`);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    };
    await type('case.title', 'Turnos con el teclado');
    await type('case.problem', STORY.problem);
    await type('case.summary', STORY.summary);
    await type('case.places.0.country', 'Urug');
    await tick('case.level');
    await pressButton('next');
    await tick('case.lessons.0.kind');
    await type('case.lessons.0.text', STORY.lesson);
    for (const name of ['case.challenges', 'case.instruments', 'case.sectors']) await tick(name);
    await pressButton('next');
    await tick('firstHand');
    await type('organisation.name', 'Laboratorio');
    await type('organisation.type', 'Agencia');
    await tick('consent.license');
    await pressButton('next');
    await takeTime(page);
    await pressButton('send');
    await waitForText(page, 'h1', 'Turnos con el teclado');
    expect((await proposalOf(page)).text).toContain('country: URY');
  });
});

describe('what is typed', () => {
  test('survives an error, which takes the focus and leads to its field', async () => {
    const page = await open('/es/submit/');
    await field(page, 'case.summary').fill(STORY.summary);
    await press(page, 'next');
    await page.locator('.error-summary').waitFor();
    expect(await page.title()).toMatch(/^Error:/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('errors');
    expect(await field(page, 'case.summary').inputValue()).toBe(STORY.summary);
    await page.locator('.error-summary a[href="#case.title"]').click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('case.title');
    expect(await field(page, 'case.title').getAttribute('aria-invalid')).toBe('true');
  });

  test('is still there after the browser goes back, and so is what came after it', async () => {
    const page = await open('/es/submit/');
    await fillWhat(page);
    await press(page, 'next');
    await field(page, 'case.lessons.0.text').fill(STORY.lesson);
    await page.goBack();
    await field(page, 'case.title').waitFor();
    expect(await field(page, 'case.title').inputValue()).toBe(STORY.title);
    await press(page, 'next');
    await field(page, 'case.lessons.0.text').waitFor();
    expect(await field(page, 'case.lessons.0.text').inputValue()).toBe(STORY.lesson);
  });

  test('comes back after a reload and days later, until it is deleted from the device', async () => {
    const page = await open('/es/submit/');
    await fillWhat(page);
    await page.locator('button[value="add:case.places"]').click();
    await field(page, 'case.places.1.country').selectOption('ARG');
    await waitForText(page, '#draft', /Guardado/);
    await page.reload();
    expect(await field(page, 'case.title').inputValue()).toBe(STORY.title);
    expect(await field(page, 'case.places.1.country').inputValue()).toBe('ARG');
    await waitForText(page, '#draft', /Recuperamos/);
    await press(page, 'next');
    await field(page, 'case.lessons.0.text').fill(STORY.lesson);
    await waitForText(page, '#draft', /Guardado/);
    await page.goto('/es/');
    await page.goto('/es/submit/');
    expect(await field(page, 'case.title').inputValue()).toBe(STORY.title);
    await page.locator('#draft button[value="step:learned"]').click();
    await field(page, 'case.lessons.0.text').waitFor();
    expect(await field(page, 'case.lessons.0.text').inputValue()).toBe(STORY.lesson);
    await page.locator('#draft-delete').click();
    await waitForText(page, '#draft', /Se borró/);
    await page.goto('/es/submit/');
    expect(await field(page, 'case.title').inputValue()).toBe('');
  });

  test('row 4: hostile words stay words in the preview and on the status page', async () => {
    const page = await open('/es/submit/');
    const hostile = '--- @org [x](javascript:alert(1)) "><b onclick=alert(1)>';
    await fillWhat(page, { title: `${hostile}`, summary: STORY.summary });
    await field(page, 'body.what-was-done').fill('Texto\n\n---\npublished: true\n\n`<script>alert(1)</script>`');
    await press(page, 'next');
    await fillLearned(page, '=cmd|calc [x](data:text/html,x)');
    await press(page, 'next');
    await fillYou(page);
    await press(page, 'next');
    await waitForText(page, '.preview h2', '@org');
    expect(await page.locator('.preview h2').textContent()).toBe(hostile);
    const dangerous = '.preview :is(script, iframe, form, [onclick], a[href^="javascript"], a[href^="data"])';
    expect(await page.locator(dangerous).count()).toBe(0);
    await send(page);
    await waitForText(page, 'h1', '@org');
    const { text } = await proposalOf(page);
    const facts = parse(/^---\n(.*?)\n---\n/s.exec(text)![1]!) as Record<string, unknown>;
    expect(facts['title']).toBe(hostile);
    expect(facts).not.toHaveProperty('published');
  });
});

test('row 4: a link or an image that could harm readers is sent back, with words, to where it was written', async () => {
  const page = await open('/es/submit/');
  await fillWhat(page);
  await field(page, 'body.what-was-done').fill('[x](javascript:alert(1)) y <b onclick=alert(1)>z</b>');
  await press(page, 'next');
  await fillLearned(page);
  await press(page, 'next');
  await fillYou(page);
  await press(page, 'next');
  await waitForText(page, '.error-summary', /no es seguro para quien lee/);
  expect(await page.locator('form').getAttribute('data-step')).toBe('what');
  expect(await page.locator('[id="body.what-was-done-error"]').textContent()).toContain('https://');
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
  const { path } = await proposalOf(page);
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
  await proposalOf(page);
  const branch = `proposals/${/submissions\/([\w-]+)/.exec(page.url())![1]!}`;
  const [list, id] = removal!.split('/');
  expect(list).toBe('lessons');
  const changed = await server.git('diff', `main...${branch}`);
  expect(changed).toContain(`-  - id: ${id}`);
  const added = changed.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line));
  // Only the version that the translations follow is written.
  expect(added.filter((line) => !line.startsWith('+translates: '))).toEqual([]);
});

describe('axe finds nothing, in light and dark,', () => {
  async function check(page: Page, what: string) {
    expect(await violations(page), what).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${what} is wider than the screen`).toBe(0);
  }

  test('on each step of the quick path, on its errors, on the review and on the status page, 320 pixels wide', async () => {
    const page = await open('/es/submit/', { viewport: { width: 320, height: 640 } });
    const breaches: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) breaches.push(message.text());
    });
    await check(page, 'step 1');
    await press(page, 'next');
    await check(page, 'errors of step 1');
    await fillWhat(page);
    await press(page, 'next');
    await check(page, 'step 2');
    await press(page, 'next');
    await check(page, 'errors of step 2');
    await fillLearned(page);
    await press(page, 'next');
    await press(page, 'next');
    await check(page, 'errors of step 3');
    await fillYou(page);
    await press(page, 'next');
    await page.locator('.files summary').click();
    await check(page, 'review');
    await send(page);
    await waitForText(page, 'h1', STORY.title);
    await check(page, 'status');
    await page.goto('/es/submissions/00000000000000000000000000000000/');
    await check(page, 'no such submission');
    expect(breaches).toEqual([]);
  });

  test('on each step of a correction', async () => {
    const page = await open('/pt/cases/uruguay-plan-ceibal/improve/', PHONE);
    for (const step of ['what', 'learned', 'story', 'results', 'who', 'elsewhere', 'frame', 'you']) {
      await page.locator(`.step-list button[value="step:${step}"]`).click();
      await page.locator(`form[data-step="${step}"]`).waitFor();
      await check(page, step);
    }
  });
});
