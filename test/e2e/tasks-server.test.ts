import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { useBrowser, waitForText } from './browser.ts';
import { counted } from './counted.ts';
import { submissionOf } from './submit-form.ts';
import { useSubmitServer } from './submit-server.ts';

useBrowser();

/** Tasks of which a server does a part: searching without JavaScript, and what becomes of a correction. */
const { open, git, origin } = useSubmitServer();

describe.each([
  ['with JavaScript, on a phone', { viewport: { width: 390, height: 844 } }, 'uruguay-plan-ceibal'],
  ['without JavaScript', { javaScriptEnabled: false }, 'peru-mesas-ejecutivas'],
] as const)('%s', (name, options, corrected) => {
  test('who solved that permits take too long, and what it depended on: 3 steps', async () => {
    const page = await open('/es/', options);
    const person = counted(page);
    await person.ask('los permisos tardan demasiado');
    await waitForText(page, '#status', 'permisos');
    await person.follow('#results .case-title a');
    await page.waitForURL('**/es/cases/*/');
    await waitForText(page, '#glance', 'De qué depende');
    expect(person.steps).toBeLessThanOrEqual(3);
  });

  test('laptops for pupils, in Portuguese, and what went wrong: 3 steps', async () => {
    const page = await open('/pt/', options);
    const person = counted(page);
    await person.ask('laptops para alunos');
    await waitForText(page, '#status', 'laptops');
    await person.follow('#results a[href^="/pt/cases/uruguay-plan-ceibal/"]');
    await waitForText(page, '.verdicts', 'Não funcionou');
    expect(person.steps).toBeLessThanOrEqual(3);
  });

  test('who adapted the Mesas Ejecutivas, and how it went there: 4 steps', async () => {
    const page = await open('/es/', options);
    const person = counted(page);
    await person.ask('mesas ejecutivas');
    await waitForText(page, '#status', 'mesas');
    await person.follow('#results a[href^="/es/cases/peru-mesas-ejecutivas/"]');
    await page.waitForURL('**/es/cases/peru-mesas-ejecutivas/**');
    await person.follow('.contents a[href="#lineage"]');
    await waitForText(page, '#lineage ul.lineage', 'Mesas Sectoriales');
    expect(person.steps).toBe(4);
  });

  test('lithium in Chile: 2 steps to what there is about it, and to nothing that only looks like the word', async () => {
    const page = await open('/es/', options);
    const person = counted(page);
    await person.ask('litio chile');
    await waitForText(page, '#status', 'litio');
    await waitForText(page, '#results', 'Triángulo del Litio');
    expect(await page.locator('#answer').textContent()).not.toContain('sitio chile');
    expect(await page.locator('#feed').getAttribute('href')).toBe('/es/search/feed.xml?q=litio+chile');
    expect(person.steps).toBe(2);
  });

  test('what nobody has told yet: 2 steps to be told so, with what is nearest and the way to hear of it', async () => {
    const page = await open('/es/', options);
    const person = counted(page);
    await person.ask('casas refugio para mujeres golpeadas');
    await waitForText(page, '#status', 'Todavía no tenemos nada');
    expect(await page.locator('#nearest a').count()).toBeGreaterThan(0);
    expect(await page.locator('#empty-feed').getAttribute('href')).toContain('/es/search/feed.xml?q=');
    expect(person.steps).toBe(2);
  });

  test('two hits of a search side by side: 5 steps', async () => {
    const page = await open('/es/', options);
    const person = counted(page);
    await person.ask('mesas ejecutivas');
    await waitForText(page, '#status', 'mesas');
    await person.tick('#results li:nth-child(1) input[name="case"]');
    await person.tick('#results li:nth-child(2) input[name="case"]');
    await person.follow('.pick-bar button');
    await page.locator('table.compare').waitFor();
    expect(await page.locator('table.compare thead th').count()).toBe(2);
    expect(person.steps).toBe(5);
    expect(await page.locator('.files a').evaluateAll((links) => links.map((link) => link.textContent))).toEqual([
      'Word',
      'Excel',
    ]);
  });

  test('a mistake is told in 3 steps, and a reviewer accepts it in 3 commands; its sender is told by when', async () => {
    const page = await open(`/es/cases/${corrected}/`, options);
    const person = counted(page);
    await person.follow('#lessons .report a');
    await page.waitForURL('**/report/?section=lessons');
    await person.type('#report', `La fecha de esta lección es otra, ${name}.`);
    // Nobody writes so fast.
    await page.waitForTimeout(3100);
    await person.follow('main form button');
    await page.waitForURL('**/submissions/**');
    expect(person.steps).toBe(3);
    const status = async () => (await page.reload(), await page.locator('.status-now').textContent());
    await expect.poll(status).toMatch(/Respuesta a más tardar el \d+ de \w+ de \d{4}/);

    const id = submissionOf(page.url());
    const content = join(await git('rev-parse', '--show-toplevel').then((out) => out.trim()), 'content');
    const registry = async (...args: string[]) => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        'scripts/registry.ts',
        'proposal',
        ...args,
        '--content',
        content,
      ]);
      return stdout;
    };
    expect(await registry('list', '--status', 'open')).toContain(id);
    expect(await registry('show', id)).toContain(`La fecha de esta lección es otra, ${name}.`);
    expect(await registry('accept', id, '--by', 'Ana')).toContain('is merged');
    await expect.poll(status).toContain('Publicada');
  });
});

test('what a search will find next comes as a feed, and of a question without an answer it is empty', async () => {
  const feed = await (await fetch(`${origin()}/es/search/feed.xml?challenge=school-learning`)).text();
  expect(feed).toContain('/es/cases/uruguay-plan-ceibal/');
  expect(feed).toMatch(/<title>(?!school-learning)[^<]+ · Lo que funciona<\/title>/);
  // Several values and words together: each case of the feed answers all of them, and each that does is there.
  const asked = 'challenge=school-learning&country=URY&outcome=did-not-work';
  const both = await (await fetch(`${origin()}/pt/search/feed.xml?${asked}`)).text();
  const told = [...both.matchAll(/<entry>[\s\S]*?<id>[^<]+\/pt\/cases\/([^/]+)\/<\/id>/g)].map(([, id]) => id).toSorted();
  const answer = (await (await fetch(`${origin()}/v1/search?locale=pt&${asked}`)).json()) as { hits: { id: string }[] };
  expect(told).toEqual(answer.hits.map(({ id }) => id).toSorted());
  expect(told).toContain('uruguay-plan-ceibal');
  expect(both).toContain('Uruguai');
  const none = await fetch(`${origin()}/es/search/feed.xml?q=casas+refugio+para+mujeres+golpeadas`);
  expect(none.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  expect(await none.text()).not.toContain('<entry>');
  expect((await fetch(`${origin()}/es/search/feed.xml`)).status).toBe(404);
});
