import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { allViolations } from './axe.ts';
import { useBrowser, visit } from './browser.ts';
import { TEMPLATES } from './templates.ts';

useBrowser({ closesPages: 'at the end' });

/** One visitor goes from page to page: a new one for each would read axe and all fonts again. */
let page: Page | undefined;

describe.each(Object.entries(TEMPLATES))('%s', (_name, path) => {
  test('has nothing that axe finds at 320 px and at 1280 px, in light and dark, at 200 %, and in forced colours', async () => {
    if (page) await page.goto(path);
    else page = await visit(path, { reducedMotion: 'reduce' });
    expect(await allViolations(page)).toEqual([]);
  });
});
