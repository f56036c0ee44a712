import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useBrowser, visit } from './browser.ts';
import { TEMPLATES } from './templates.ts';

useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } } as const;

/** What axe has to say of the page as it stands. The policy blocks script elements, so axe came in through the debugger. */
async function violations(page: Page): Promise<string[]> {
  // Transitions between colours would be measured half-way.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations: found } = await page.evaluate(async () =>
    (globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }).axe.run(document, {
      resultTypes: ['violations'],
    }),
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`),
  );
}

describe.each(Object.entries(TEMPLATES))('%s', (_name, path) => {
  test('has nothing that axe finds, in light and dark, on a phone and on a desk', async () => {
    const page = await visit(path, { reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe);
    for (const [name, viewport] of Object.entries(WIDTHS)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        expect(await violations(page), `${name}, ${colorScheme}`).toEqual([]);
      }
    }
  });
});
