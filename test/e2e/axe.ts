import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { settled } from './browser.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } } as const;
const EVERYTHING: RunOptions = { resultTypes: ['violations'] };
/** What is dark differs in colours alone. */
const COLORS: RunOptions = { ...EVERYTHING, runOnly: ['cat.color'] };

/** What axe has to say of the page as it stands, in light and dark. */
export async function violations(page: Page): Promise<string[]> {
  // The policy blocks script elements, as it should: axe comes in through the debugger.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found: string[] = [];
  for (const [colorScheme, options] of [['light', EVERYTHING] as const, ['dark', COLORS] as const]) {
    await page.emulateMedia({ colorScheme });
    // Transitions between colours would be measured half-way.
    await page.evaluate(async () => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    const results = await page.evaluate(async (given) => {
      const { axe } = globalThis as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };
      return axe.run(document, given);
    }, options);
    for (const { id, nodes } of results.violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${colorScheme}: ${id} ${target.join(' ')}: ${failureSummary ?? ''}`);
  }
  return found;
}

/** What axe finds on a phone and on a desk, in light and dark. */
export async function allViolations(page: Page): Promise<string[]> {
  await settled(page);
  const found: string[] = [];
  for (const [name, viewport] of Object.entries(WIDTHS)) {
    await page.setViewportSize(viewport);
    found.push(...(await violations(page)).map((violation) => `${name}, ${violation}`));
  }
  return found;
}
