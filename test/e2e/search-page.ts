import type { Page } from 'playwright-core';
import { waitForText } from './browser.ts';

/** The search page as its reader sees it. */
export const SEARCH_STATUS = '#status';
export const titlesFound = (page: Page) => page.locator('#results .case-title').allTextContents();
export const searchedFor = (page: Page) => new URL(page.url()).searchParams;

/** Types like a person and waits for the answer. */
export async function typeQuestion(page: Page, words: string): Promise<void> {
  await page.locator('#q').fill(words);
  await waitForText(page, SEARCH_STATUS, words);
}
