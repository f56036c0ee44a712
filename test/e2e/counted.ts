import type { Page } from 'playwright-core';

/** What a person does on a page, each act one step: a link, a box, a button, something typed. */
export function counted(page: Page) {
  let steps = 0;
  return {
    get steps() {
      return steps;
    },
    async follow(link: string) {
      steps += 1;
      await page.locator(link).filter({ visible: true }).first().click();
    },
    async type(field: string, text: string) {
      steps += 1;
      await page.locator(field).fill(text);
    },
    async ask(question: string) {
      steps += 2;
      await page.locator('input[type="search"]').fill(question);
      await page.keyboard.press('Enter');
    },
    async tick(box: string) {
      steps += 1;
      await page.locator(box).check();
    },
  };
}
