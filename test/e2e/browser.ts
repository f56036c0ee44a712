import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';

let browser: Browser;
let contexts: BrowserContext[] = [];

/** Call once in a test file: one browser for the file, closed with it; what a test opened is closed after the test. */
export function useBrowser(): void {
  beforeAll(async () => {
    const executablePath = inject('chromium');
    if (executablePath.startsWith('No Chromium')) throw new Error(executablePath);
    // As root, which is what containers are, Chromium has no sandbox. Nothing but our own pages is opened.
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  afterAll(async () => browser.close());
}

/** A page of a new visitor, opened at `path` of the built site; `prepare` sees it while it is still blank. */
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
  context.setDefaultTimeout(20_000);
  contexts.push(context);
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(path);
  return page;
}

/** The visible text of an element, once it is what the test waits for. */
export async function waitForText(page: Page, selector: string, text: string | RegExp): Promise<void> {
  await page.locator(selector).filter({ hasText: text, visible: true }).first().waitFor();
}

/** Waits until a page has all that it asks for: a search its answer too. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  if (new URL(page.url()).searchParams.has('q')) await waitForText(page, '#status', /\S/);
}
