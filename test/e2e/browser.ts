import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { PATIENCE_MS } from '../patience.ts';

let browser: Browser;
let contexts: BrowserContext[] = [];

/** Call once per test file: opens one browser, and closes each test's pages after it, or all pages after all tests. */
export function useBrowser({ closesPages = 'after each test' }: { closesPages?: 'after each test' | 'at the end' } = {}): void {
  beforeAll(async () => {
    const executablePath = inject('chromium');
    if (executablePath.startsWith('No Chromium')) throw new Error(executablePath);
    // As root, as in containers, Chromium has no sandbox. It opens only our own pages.
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  });
  afterEach(async () => {
    if (closesPages === 'at the end') return;
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  afterAll(async () => browser.close());
}

/** As wide as a small phone. */
export const PHONE = { viewport: { width: 360, height: 740 } };

/** A page of a new visitor at `path` of the built site; `prepare` gets it while it is blank. */
export async function visit(
  path: string,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: inject('origin'),
    viewport: { width: 1280, height: 900 },
    locale: 'es-UY',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  contexts.push(context);
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(path);
  return page;
}

/** The visible text of an element, once it is the expected one. */
export async function waitForText(page: Page, selector: string, text: string | RegExp): Promise<void> {
  await page.locator(selector).filter({ hasText: text, visible: true }).first().waitFor();
}

/** Waits until a page has all that it asks for: a search its answer too. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  if (new URL(page.url()).searchParams.has('q')) await waitForText(page, '#status', /\S/);
}
