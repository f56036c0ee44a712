import type { Page } from 'playwright-core';

/** The input of a field by its name. */
export const field = (page: Page, name: string) => page.locator(`[id="${name}"]`);
export const press = (page: Page, go: string) => page.locator(`.form-buttons button[value="${go}"]`).click();

export const STORY = {
  title: 'Consultas por teléfono en Salto',
  problem: '¿Cómo evitar que la gente haga fila desde la madrugada para ver a un médico?',
  summary: 'Se abrió una línea. Las filas bajaron, y volvieron cuando faltó quien atendiera.',
  lesson: 'Alguien tiene que atender el teléfono todo el día.',
};

export async function fillWhat(page: Page, words: Partial<typeof STORY> = {}) {
  const { title, problem, summary } = { ...STORY, ...words };
  await field(page, 'case.title').fill(title);
  await field(page, 'case.problem').fill(problem);
  await field(page, 'case.summary').fill(summary);
  await field(page, 'case.places.0.country').selectOption('URY');
  await field(page, 'case.level').check();
}

export async function fillLearned(page: Page, lesson = STORY.lesson) {
  await page.locator('[name="case.lessons.0.kind"][value="depends"]').check();
  await field(page, 'case.lessons.0.text').fill(lesson);
  for (const list of ['case.challenges', 'case.instruments', 'case.sectors']) await field(page, list).check();
}

export async function fillYou(page: Page) {
  await field(page, 'firstHand').check();
  await field(page, 'organisation.name').fill('Intendencia de Salto');
  await field(page, 'organisation.type').selectOption('subnational-government');
  await field(page, 'contact.email').fill('ana@example.org');
  await field(page, 'consent.license').check();
}

/** Waits until the form has been open for as long as people need at least. */
export async function takeTime(page: Page) {
  const started = Number(await page.locator('input[name="started"]').inputValue());
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, started + 3000 - Date.now())));
}

export async function send(page: Page) {
  await takeTime(page);
  await press(page, 'send');
}

/** Fills a whole case on the quick path, to the review of what will be sent. */
export async function fillAll(page: Page) {
  for (const fill of [fillWhat, fillLearned, fillYou]) {
    await fill(page);
    await press(page, 'next');
  }
}

/** The id of the submission whose page has this address. */
export const submissionOf = (address: string) => /submissions\/([\w-]+)/.exec(address)![1]!;
