import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTree } from '#registry/content/disk.ts';
import { keepFiles } from '#registry/content/tree.ts';
import type { Sheet } from '#registry/pack/document.ts';
import { sheetDocx } from '#registry/pack/format/docx.ts';
import { readRegistry } from '#registry/read.ts';
import { runServer, type TestServer } from '../api/submissions/running-server.ts';
import { content } from '../real-content.ts';
import { fillSheet } from '../unit/import/fill-sheet.ts';
import { packIn } from '../unit/pack/example.ts';
import { violations } from './axe.ts';
import { useBrowser, visit } from './browser.ts';
import { submissionOf } from './submit-form.ts';

useBrowser();

let server: TestServer;
beforeAll(async () => {
  server = await runServer({ content: 'real', reviewers: '- id: rita\n  name: Rita Paz\n', delivers: true, reconcileSeconds: 1 });
});
afterAll(() => server.stop());

const PERU = 'peru-mesas-ejecutivas';
const CASES = [
  PERU,
  ...['argentina-mesas-sectoriales-1-0', 'argentina-mesas-sectoriales-2-0', 'argentina-mesas-agroindustria'],
  ...['malaysia-pemandu', 'chile-salmon-programme', 'uruguay-plan-ceibal', 'chile-regional-transformation-pilots'],
];

/** Waits until what was sent is a proposal, and lets a reviewer accept it with nothing but a browser and a token. */
async function accept(address: string): Promise<string> {
  const id = submissionOf(address);
  await expect.poll(async () => (await server.outbox.find(id))?.proposal?.branch).toBeTruthy();
  const token = await server.addReviewerToken('rita');
  const page = await visit(`/es/review/${id}/`, { baseURL: server.origin, javaScriptEnabled: false });
  await page.locator('#token').fill(token);
  await page.locator('button[value="sign-in"]').click();
  await page.locator('button[value="accept"]').click();
  await page.getByText('Se publica en unos momentos').waitFor();
  return (await server.outbox.find(id))!.caseId!;
}
const contentNow = async () => readRegistry(keepFiles(await readTree(join(server.repository, 'content')), content)).registry;

/** The sheet as a lab saves it in LibreOffice; as it was filled where there is none. */
function savedAgain(bytes: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
  const file = join(folder, 'sheet.docx');
  writeFileSync(file, bytes);
  try {
    const options = ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'docx:MS Word 2007 XML'];
    execFileSync('soffice', [...options, '--outdir', join(folder, 'saved'), file], { stdio: 'ignore', timeout: 120_000 });
    return new Uint8Array(execFileSync('cat', [join(folder, 'saved', 'sheet.docx')]));
  } catch {
    console.log('LibreOffice is not installed: the sheet is uploaded as it was filled.');
    return bytes;
  }
}

test('a curator without an account makes a session, a reviewer accepts it, a lab’s Word sheet comes back, and the next pack counts it', async () => {
  const page = await visit(`/es/shortlist/?${CASES.map((id) => `case=${id}`).join('&')}`, {
    ...{ baseURL: server.origin, javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
  });
  // The first check starts threads that read the whole content.
  await page.getByRole('link', { name: 'Armar una sesión con estos casos' }).click();
  expect(await page.locator('input[name="case"]').count()).toBe(CASES.length);
  await page.locator('#theme').fill('¿Cómo resuelve una mesa lo que traba a un sector?');
  await page.locator('#title').fill('Resolver entre todos, con fecha');
  await page.locator('#name').fill('Mesas con fecha');
  await page.locator('#why').fill('Varios gobiernos las abren este año.');
  await page.locator('#question-0').fill('¿Qué se deja fuera de la mesa?');
  await page.locator('#question-1').fill('¿Quién vuelve a convocar?');
  await page.locator(`[name="speaks-${PERU}#lesson-no-subsidies"]`).selectOption('0');
  await page.locator(`[name="speaks-argentina-mesas-sectoriales-1-0#lesson-no-second-meeting"]`).selectOption('1');
  await page.locator(`[name="highlight"][value="argentina-mesas-sectoriales-1-0#lesson-no-second-meeting"]`).check();
  await page.locator('button[value="look"]').last().click();
  await page.getByText('No falta nada').waitFor();

  const download = page.waitForEvent('download');
  await page.locator('button[value="pdf"]').click();
  expect((await download).suggestedFilename()).toBe('mesas-con-fecha.pdf');
  await page.waitForTimeout(3100);
  await page.locator('button[value="send"]').click();
  await page.waitForURL('**/submissions/**');
  const session = await accept(page.url());
  const published = await contentNow();
  expect(published.sessions.get(session)?.facts.selection.cases.map((each) => each.case)).toEqual(CASES);

  const pack = packIn('es', session, published);
  const sheet = pack.blocks.find((block): block is Sheet => block.type === 'sheet' && block.id === `sheet-${PERU}`)!;
  const filled = fillSheet(await sheetDocx(pack, sheet), {
    ...{ lab: ['Lo que funciona'], summary: ['Lo intentaríamos sin subsidios.'], wouldTry: ['Sí'], consent: ['sí'] },
    'lesson-no-subsidies': ['sí', 'También acá.'],
  });
  await page.goto('/es/upload/');
  await page.locator('#file').setInputFiles({
    ...{ name: 'hoja.docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
    buffer: Buffer.from(savedAgain(filled)),
  });
  await page.locator('button[value="read"]').click();
  await page.getByText('Lo intentaríamos sin subsidios.').waitFor();
  await page.locator('button[value="send"]').click();
  const comment = await accept((await page.locator('main li a').first().getAttribute('href'))!);
  const registry = await contentNow();
  expect(registry.comments.get(comment)?.facts).toMatchObject({ case: PERU, wouldTry: 'yes' });
  const held = JSON.stringify(packIn('es', session, registry)).match(/Vale aquí[^"]*/)?.[0];
  expect(JSON.stringify(packIn('es', session, published))).not.toContain(held ?? 'Vale aquí');
  expect(held).toBeDefined();
});

test.each(['/es/sessions/new/?case=uruguay-plan-ceibal', '/pt/upload/'])(
  '%s has nothing that axe objects to, on a phone',
  async (path) => {
    const page = await visit(path, { baseURL: server.origin, viewport: { width: 320, height: 740 } });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  },
);
