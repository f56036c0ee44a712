import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { violations } from './axe.ts';
import { PHONE, useBrowser, waitForText } from './browser.ts';
import { field, fillAll, fillLearned, fillWhat, fillYou, press, send, STORY, takeTime } from './submit-form.ts';
import { useSubmitServer } from './submit-server.ts';

useBrowser();

const { open, proposalOf } = useSubmitServer();

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

  test('is still there when the line broke as it was sent, and sending it again is the same submission', async () => {
    const page = await open('/es/submit/');
    await fillAll(page);
    const draft = await page.locator('input[name="draft"]').inputValue();
    await takeTime(page);
    await page.context().setOffline(true);
    await Promise.all([page.waitForEvent('requestfailed'), page.locator('button[value="send"]').click()]);
    await page.context().setOffline(false);
    await page.goto('/es/submit/');
    expect(await field(page, 'case.title').inputValue()).toBe(STORY.title);
    expect(await page.locator('input[name="draft"]').inputValue()).toBe(draft);
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
