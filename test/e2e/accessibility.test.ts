import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';
import { TEMPLATES } from './templates.ts';

useBrowser();

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } } as const;
const EVERYTHING: RunOptions = { resultTypes: ['violations'] };
/** The dark theme differs only in colours. */
const COLORS: RunOptions = { ...EVERYTHING, runOnly: ['cat.color'] };

/** Axe's violations on the current page. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  // Transitions between colours would be measured half-way.
  await page.evaluate(async () => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations: found } = await page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };
    return axe.run(document, given);
  }, options);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

describe.each(Object.entries(TEMPLATES))('%s', (_name, path) => {
  test('has nothing that axe finds, in light and dark, on a phone and on a desk', async () => {
    const page = await visit(path, { reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    // The policy blocks script elements, as it should, so axe is injected through the debugger.
    await page.evaluate(source);
    for (const [name, viewport] of Object.entries(WIDTHS)) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await violations(page, EVERYTHING), `${name}, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page, COLORS), `${name}, dark`).toEqual([]);
    }
  });
});
