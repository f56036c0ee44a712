import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { settled } from './browser.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Look {
  media: NonNullable<Parameters<Page['emulateMedia']>[0]>;
  options: RunOptions;
}

const EVERYTHING: RunOptions = { resultTypes: ['violations'] };
/** Dark pages and forced colours differ from light pages in colours alone. */
const COLORS: RunOptions = { ...EVERYTHING, runOnly: ['cat.color'] };

/** Of a size between, only what depends on it: what the smallest and the largest screen show is all that there is. */
const ROOM: RunOptions = { ...EVERYTHING, runOnly: { type: 'rule', values: ['scrollable-region-focusable', 'target-size'] } };

const LIGHT: Look = { media: { colorScheme: 'light' }, options: EVERYTHING };
const DARK: Look = { media: { colorScheme: 'dark' }, options: COLORS };
const FORCED: Look = { media: { colorScheme: 'light', forcedColors: 'active' }, options: COLORS };

const LIGHT_AND_DARK = { light: LIGHT, dark: DARK };

/** At 200 %, a screen has half as many pixels of the page. */
const SCREENS = {
  '320 px': { size: { width: 320, height: 740 }, looks: LIGHT_AND_DARK },
  '1280 px at 200 %': { size: { width: 640, height: 450 }, looks: { light: { ...LIGHT, options: ROOM } } },
  '1280 px': { size: { width: 1280, height: 900 }, looks: { ...LIGHT_AND_DARK, 'forced colours': FORCED } },
};

/** What axe has to say of the page as it stands, in light and dark. */
export async function violations(page: Page, looks: Readonly<Record<string, Look>> = LIGHT_AND_DARK): Promise<string[]> {
  // The policy blocks script elements, as it should: axe comes in through the debugger.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found: string[] = [];
  for (const [look, { media, options }] of Object.entries(looks)) {
    await page.emulateMedia({ forcedColors: 'none', ...media });
    // Transitions between colours would be measured half-way.
    await page.evaluate(async () => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    const results = await page.evaluate(async (given) => {
      const { axe } = globalThis as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };
      return axe.run(document, given);
    }, options);
    for (const { id, nodes } of results.violations)
      for (const { target, failureSummary } of nodes) found.push(`${look}: ${id} ${target.join(' ')}: ${failureSummary ?? ''}`);
  }
  return found;
}

/** What axe finds on a phone and on a desk, in light and dark; on the desk at 200 %; and in forced colours. */
export async function allViolations(page: Page): Promise<string[]> {
  await settled(page);
  const found: string[] = [];
  for (const [screen, { size, looks }] of Object.entries(SCREENS)) {
    await page.setViewportSize(size);
    found.push(...(await violations(page, looks)).map((violation) => `${screen}, ${violation}`));
  }
  return found;
}
