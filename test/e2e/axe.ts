import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } } as const;
const EVERYTHING: RunOptions = { resultTypes: ['violations'] };
/** What is dark differs in colours alone. */
const COLORS: RunOptions = { ...EVERYTHING, runOnly: ['cat.color'] };

/** What axe has to say of the page as it stands. */
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

/** What axe finds in light and dark, on a phone and on a desk. */
export async function allViolations(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  // The policy blocks script elements, as it should: axe comes in through the debugger.
  await page.evaluate(source);
  const found: string[] = [];
  for (const [name, viewport] of Object.entries(WIDTHS)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: 'light' });
    found.push(...(await violations(page, EVERYTHING)).map((violation) => `${name}, light: ${violation}`));
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await violations(page, COLORS)).map((violation) => `${name}, dark: ${violation}`));
  }
  return found;
}
