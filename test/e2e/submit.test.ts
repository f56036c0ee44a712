import { describe, expect, test } from 'vitest';
import { PHONE, useBrowser, waitForText } from './browser.ts';
import { field, fillLearned, fillWhat, fillYou, press, send, STORY, takeTime } from './submit-form.ts';
import { useSubmitServer } from './submit-server.ts';

useBrowser();

const { open, proposalOf } = useSubmitServer();

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
      .poll(async () => (await page.reload(), await page.locator('.status-label').first().textContent()))
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
