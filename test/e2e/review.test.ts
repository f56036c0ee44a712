import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runServer, type TestServer, until } from '../api/submissions/running-server.ts';
import { violations } from './axe.ts';
import { useBrowser, visit } from './browser.ts';
import { fillAll, send, STORY, submissionOf } from './submit-form.ts';

useBrowser();

let server: TestServer;
let tokens: Record<'rita' | 'beto', string>;
beforeAll(async () => {
  const reviewers = '- id: rita\n  name: Rita Paz\n- id: beto\n  name: Beto Luna\n  countries: [URY]\n';
  server = await runServer({ content: 'real', reviewers, delivers: true, reconcileSeconds: 1 });
  tokens = { rita: await server.addReviewerToken('rita'), beto: await server.addReviewerToken('beto') };
});
afterAll(() => server.stop());

const PHONE = { width: 320, height: 740 };
const noScript = () => ({ baseURL: server.origin, javaScriptEnabled: false, viewport: PHONE });

async function signIn(page: Page, reviewer: 'rita' | 'beto'): Promise<void> {
  await page.locator('#token').fill(tokens[reviewer]);
  await page.keyboard.press('Enter');
  await page.getByText('Entró como').waitFor();
}

test('a person sends a case, a reviewer asks, the person answers, two reviewers score it, and it is published with what they do not agree on', async () => {
  const sender = await visit('/es/submit/', noScript());
  await fillAll(sender);
  await send(sender);
  await sender.waitForURL('**/submissions/**');
  const status = sender.url();
  const id = submissionOf(status);
  await until(
    () => server.outbox.find(id),
    (entry) => entry?.proposal !== undefined,
  );

  const rita = await visit('/es/review/', noScript());
  await signIn(rita, 'rita');
  await rita.getByRole('link', { name: STORY.title }).click();
  await rita.getByRole('heading', { name: 'Así se vería publicada' }).waitFor();
  expect(await rita.locator('.preview-frame').innerText()).toContain(STORY.lesson);
  await rita.locator('#question').fill('¿Quién atiende los domingos?');
  await rita.locator('button[value="ask"]').click();
  await rita.getByText('La pregunta está en la página de quien envió.').waitFor();

  await sender.reload();
  await sender.getByText('¿Quién atiende los domingos?').waitFor();
  await sender.locator('textarea[name="answer"]').fill('Una guardia, por turnos.');
  await sender.getByRole('button', { name: 'Responder' }).click();
  await sender.locator('.conversation').getByText('Una guardia, por turnos.').waitFor();

  const score = async (page: Page, outcome: string, strength: string) => {
    await page.locator('select[name^="outcome-"]').selectOption(outcome);
    await page.locator('select[name^="strength-"]').selectOption(strength);
    await page.locator('#confidence').selectOption('medium');
  };
  const beto = await visit(`/es/review/${id}/`, noScript());
  await signIn(beto, 'beto');
  expect(await beto.locator('.conversation').innerText()).toContain('Una guardia, por turnos.');
  await score(beto, 'mixed', '1');
  await beto.locator('#comment').fill('Las filas volvieron: eso no es haber funcionado.');
  await beto.locator('button[value="score"]').click();
  await beto.getByText('La hoja está guardada').waitFor();

  await rita.goto(new URL(`/es/review/${id}/`, server.origin).href);
  expect(await rita.locator('main').innerText()).not.toContain('eso no es haber funcionado');
  await score(rita, 'worked', '0');
  await rita.locator('button[value="accept"]').click();
  await rita.getByText('Se publica en unos momentos').waitFor();
  const { caseId } = (await until(
    () => server.outbox.find(id),
    (entry) => entry?.state === 'published',
  ))!;
  const record = await readFile(join(server.repository, 'content/cases/ury', caseId!, 'index.md'), 'utf8');
  expect(record).toContain(STORY.lesson);
  const cards = server.git('ls-tree', '-r', '--name-only', 'main', `content/reviews/${caseId!}/`).trim().split('\n');
  expect(cards).toHaveLength(2);
  await sender.goto(status);
  expect(await sender.locator('.status-now').innerText()).toContain('Publicad');
});

test('pages of the review have nothing that axe objects to, and fit a phone', async () => {
  const page = await visit('/pt/review/', { baseURL: server.origin, viewport: PHONE });
  const look = async () => {
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  };
  await look();
  await page.locator('#token').fill('lqf_x');
  await page.locator('button[value="sign-in"]').click();
  await page.getByText('Isso não é uma chave completa').waitFor();
  await look();
  await page.locator('#token').fill(tokens.rita);
  await page.locator('button[value="sign-in"]').click();
  await page.getByText('Você entrou como Rita Paz.').waitFor();
  await look();

  const { sampleSubmission } = await import('../../scripts/bench/sample-submission.ts');
  const response = await fetch(`${server.origin}/v1/submissions`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(sampleSubmission()),
  });
  const { id } = (await response.json()) as { id: string };
  await until(
    () => server.outbox.find(id),
    (entry) => entry?.proposal !== undefined,
  );
  await page.reload();
  await look();
  await page.goto(`/pt/review/${id}/`);
  await page.locator('button[value="decline"]').click();
  await page.locator('#reason-error').waitFor();
  await look();
});
