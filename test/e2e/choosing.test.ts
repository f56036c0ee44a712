import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { PHONE, useBrowser, visit, waitForText } from './browser.ts';

useBrowser();

const PERU = 'peru-mesas-ejecutivas';
const ARGENTINA = 'argentina-mesas-sectoriales-2-0';
const NO_SCRIPT = { javaScriptEnabled: false };

/** A page of somebody whose device has a shortlist. */
const visitKept = (path: string, ids: readonly string[]) =>
  visit(path, {}, (blank) =>
    blank.addInitScript(
      (list) => {
        if (!localStorage.getItem('shortlist')) localStorage.setItem('shortlist', list);
      },
      JSON.stringify(ids.map((id) => ({ id, note: '' }))),
    ),
  );
const keptIn = async (page: Page) =>
  (JSON.parse(await page.evaluate(() => localStorage.getItem('shortlist')!)) as { id: string }[]).map(({ id }) => id);

describe.each([
  ['with JavaScript', {}],
  ['without JavaScript', NO_SCRIPT],
])('comparing %s', (_name, options) => {
  test('ticked cases of a list stand side by side, and one can be taken away', async () => {
    const page = await visit('/es/challenges/coordination-failure/', options);
    expect(await page.locator('.pick-bar').isVisible()).toBe(false);
    for (const id of [PERU, ARGENTINA]) await page.locator(`input[name="case"][value="${id}"]`).check();
    await page.locator('.pick-bar button').first().click();
    await page.waitForURL(`**/es/compare/?case=*&case=*`);
    await page.locator('table.compare').waitFor();
    expect(await page.locator('table.compare thead th').count()).toBe(2);
    expect(await page.locator('table.compare').textContent()).toContain('Funcionó: quitar trabas a la productividad');
    await page.locator('.remove').first().click();
    await page.locator('table.compare thead th').first().waitFor();
    expect(await page.locator('table.compare thead th').count()).toBe(1);
  });

  test('an address that names a case which is not there says so, and shows the others', async () => {
    const page = await visit(`/pt/compare/?case=${PERU}&case=no-such-case`, options);
    await waitForText(page, '#chosen .notice', 'no-such-case');
    expect(await page.locator('table.compare thead th').count()).toBe(1);
  });
});

test('what is ticked among results stays ticked when another answer has it too', async () => {
  const page = await visit('/es/search/?q=mesas+ejecutivas');
  const box = page.locator(`#results input[value="${PERU}"]`);
  await box.check();
  await page.locator('#sort').selectOption('newest');
  await page.waitForURL('**sort=newest**');
  await page.locator('input[type="search"]').fill('lapacho');
  await page.locator('input[type="search"]').press('Enter');
  await waitForText(page, '#status', 'lapacho');
  expect(await page.locator('.pick-bar').isVisible()).toBe(false);
  await page.goBack();
  await waitForText(page, '#status', 'mesas');
  await box.waitFor();
  expect(await box.isChecked()).toBe(true);
  await box.uncheck();
  await page.locator('#sort').selectOption('relevance');
  await page.waitForURL((url) => !url.search.includes('sort'));
  await box.waitFor();
  expect(await box.isChecked()).toBe(false);
});

test('the comparison does not make the page wider than the phone, and each of its columns can be read', async () => {
  const page = await visit(`/es/compare/?case=${PERU}&case=${ARGENTINA}&case=uruguay-plan-ceibal`, PHONE);
  await page.locator('table.compare').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(
    await page
      .locator('table.compare td')
      .first()
      .evaluate((cell) => cell.getBoundingClientRect().width),
  ).toBeGreaterThan(150);
});

describe('the shortlist', () => {
  test('keeps a case from its page, on this device', async () => {
    const page = await visit(`/es/cases/${PERU}/`);
    await page.locator('.tool-keep').click();
    await waitForText(page, '.tool-keep', 'En mi lista (1)');
    await page.locator('.tool-keep').click();
    await page.waitForURL('**/es/shortlist/');
    await page.locator(`.chosen-case[data-id="${PERU}"]`).waitFor();
  });

  test('is reordered by keyboard, keeps a note, and is there again after loading', async () => {
    const page = await visit(`/es/shortlist/?case=${PERU}&case=${ARGENTINA}`);
    await page.locator('.notice button').click();
    await page.locator('.notice').waitFor({ state: 'detached' });
    await page.locator('textarea').first().fill('Preguntar por el equipo');
    await page.locator(`[data-id="${ARGENTINA}"] .up`).focus();
    await page.keyboard.press('Enter');
    await waitForText(page, '.chosen-case:first-child', 'Mesas Sectoriales 2.0');
    expect(await page.locator('[role="status"]').textContent()).toMatch(/lugar 1 de 2/);
    expect(await page.evaluate(() => document.activeElement?.closest('li')?.dataset['id'])).toBe(ARGENTINA);
    await page.reload();
    await waitForText(page, '.chosen-case:first-child', 'Mesas Sectoriales 2.0');
    expect(await page.locator('textarea').nth(1).inputValue()).toBe('Preguntar por el equipo');
    expect(await page.locator('.list-tools input[readonly]').inputValue()).toContain(`?case=${ARGENTINA}&case=${PERU}`);
  });

  test('is changed without the network once it is there: what changed is said, and the focus is on what is next', async () => {
    const page = await visitKept('/es/shortlist/', [PERU, ARGENTINA]);
    await page.locator('.chosen-case').nth(1).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'BibTeX' }).click();
    await waitForText(page, '.notice.failed', PERU);
    await page.getByRole('button', { name: 'Quitar: Mesas Ejecutivas' }).click();
    expect(await page.locator('[role="status"]').textContent()).toBe('Mesas Ejecutivas del Perú: fuera de la lista');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('aria-label')).toBe('Quitar: Mesas Sectoriales 2.0, Argentina');
    await focused.press('Enter');
    expect(await page.locator('#chosen').textContent()).toContain('Su lista está vacía');
    expect(await focused.getAttribute('id')).toBe('chosen');
    expect(await keptIn(page)).toEqual([]);
  });

  test('that came in an address is changed there, and the one of the device stays as it is', async () => {
    const page = await visitKept(`/es/shortlist/?case=${PERU}&case=${ARGENTINA}`, ['uruguay-plan-ceibal']);
    await page.locator(`[data-id="${PERU}"]`).getByRole('button', { name: 'Quitar' }).click();
    expect(new URL(page.url()).search).toBe(`?case=${ARGENTINA}`);
    expect(await keptIn(page)).toEqual(['uruguay-plan-ceibal']);
  });

  test('where the device keeps nothing is in the address, and that is said', async () => {
    const page = await visit(`/es/shortlist/?case=${PERU}&case=${ARGENTINA}`, {}, (blank) =>
      blank.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('refused', 'QuotaExceededError');
        };
      }),
    );
    await page.locator('.notice button').click();
    await waitForText(page, '#chosen .notice', 'no deja guardar');
    expect(await page.locator('[role="status"]').textContent()).toContain('no deja guardar');
    await page.locator(`[data-id="${PERU}"]`).getByRole('button', { name: 'Quitar' }).click();
    expect(new URL(page.url()).search).toBe(`?case=${ARGENTINA}`);
    await waitForText(page, '#chosen .notice', 'no deja guardar');
  });

  test('has what another page of the site adds meanwhile', async () => {
    const page = await visitKept('/es/shortlist/', [PERU]);
    await page.locator('.chosen-case').waitFor();
    const other = await page.context().newPage();
    await other.goto(`/es/cases/${ARGENTINA}/`);
    await other.locator('.tool-keep').click();
    await page.locator(`[data-id="${ARGENTINA}"]`).waitFor();
    await page.locator('textarea').first().fill('Preguntar');
    expect(await keptIn(page)).toEqual([PERU, ARGENTINA]);
  });

  test('and the comparison say what they read, and what could not be read', async () => {
    for (const name of ['shortlist', 'compare']) {
      // As where no server answers for the script.
      const path = join(inject('siteDir'), 'es', name, 'index.html');
      const page = await visit(`/es/${name}/?case=${PERU}`, {}, async (blank) => {
        await blank.route(`**/es/${name}/*`, (route) => route.fulfill({ path }));
        await blank.route('**/*.column.json', (route) => route.abort());
      });
      await waitForText(page, '#chosen .notice', PERU);
      expect(await page.locator('[role="status"]').textContent()).toContain(PERU);
      await page.unroute('**/*.column.json');
      const held: Route[] = [];
      await page.route('**/*.column.json', (route) => void held.push(route));
      await page.reload();
      await waitForText(page, '#chosen', 'Leyendo los casos');
      await expect.poll(() => held.length).toBe(1);
      await held[0]!.continue();
      await page.locator('.chosen-case, table.compare').waitFor();
      expect(await page.locator('#chosen').textContent()).not.toContain('Leyendo');
    }
  });

  test('goes into a spreadsheet with its notes, and to a reference manager', async () => {
    const page = await visit(`/es/shortlist/?case=${PERU}`);
    await page.locator('textarea').fill('=1+1');
    const read = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return await readFile(await download.path(), 'utf8');
    };
    const table = await read('Planilla');
    expect(table.startsWith('\uFEFF')).toBe(true);
    expect(table).toContain("'=1+1");
    expect(table).toContain(`/es/cases/${PERU}/`);
    expect(await read('BibTeX')).toContain(`@techreport{${PERU}`);
  });

  test('keeps notes on the device: an address, files of the server and a print do not have them, unless it is asked of the print', async () => {
    const asked: string[] = [];
    const page = await visit(`/pt/shortlist/?case=${PERU}&case=${ARGENTINA}`, {}, async (blank) => {
      blank.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
      await blank.addInitScript(() => Object.assign(globalThis, { print: () => document.body.classList.add('printed') }));
    });
    await page.locator('textarea').first().fill('Só para mim');
    expect(await page.locator('.list-tools input[readonly]').inputValue()).not.toMatch(/mim/);
    const print = async () => {
      await page.getByRole('button', { name: 'Imprimir' }).click();
      await page.locator('body.printed').waitFor();
      await page.evaluate(() => document.body.classList.remove('printed'));
      return (await page.locator('#briefs').textContent())!;
    };
    expect(await print()).not.toContain('Só para mim');
    await page.getByLabel('Imprimir também minhas notas').check();
    const printed = await print();
    expect(printed).toContain('Nota: Só para mim');
    expect(printed.match(/Nota: /g)).toHaveLength(1);
    expect(asked.filter((request) => /mim/i.test(decodeURIComponent(request)))).toEqual([]);
  });

  test('without JavaScript is its address, in its order, with the brief of each case', async () => {
    const page = await visit(`/en/shortlist/?case=${ARGENTINA}&case=${PERU}`, NO_SCRIPT);
    const ids = await page
      .locator('.chosen-case')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['id']));
    expect(ids).toEqual([ARGENTINA, PERU]);
    await page.locator('.chosen-case .tools a').first().click();
    await page.waitForURL(`**/en/cases/${ARGENTINA}/brief/`);
  });
});

test('a lesson is copied with its source, the version and its own address', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/', { permissions: ['clipboard-read', 'clipboard-write'] });
  const lesson = page.locator('#lesson-software-that-adapts');
  await lesson.locator('.permalink button').click();
  await waitForText(page, '#lesson-software-that-adapts .permalink button', 'Copiado');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain((await lesson.locator('.lesson-text span').first().textContent())!.trim());
  expect(copied).toMatch(/Perera/);
  expect(copied).toMatch(/[0-9a-f]{10}.*\/es\/cases\/uruguay-plan-ceibal\/#lesson-software-that-adapts$/);
});

test('where a browser lets no page copy, nothing offers to', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/', {}, (blank) =>
    blank.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'clipboard')),
  );
  expect(await page.locator('#lesson-software-that-adapts .permalink a').count()).toBeGreaterThan(0);
  expect(await page.locator('.permalink button').count()).toBe(0);
});
