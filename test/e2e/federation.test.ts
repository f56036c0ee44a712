import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportPath } from '#registry/federation/report.ts';
import { createApp } from '../../api/http/app.ts';
import { openPublication } from '../../api/edition/publication.ts';
import { querySchema } from '#registry/search/query.ts';
import { listen, type Listening } from '../api/listen.ts';
import { CANARY, buildForeignSite } from '../site/foreign-site.ts';
import { allViolations } from './axe.ts';
import { useBrowser, visit, waitForText } from './browser.ts';

type Site = Awaited<ReturnType<typeof buildForeignSite>>;
let site: Site;
let server: Listening;
let origin: string;
beforeAll(async () => {
  site = await buildForeignSite();
  const app = createApp({ siteDir: site.outDir, name: 'Registro de prueba', locales: [], redirects: new Map(), trustProxy: 0 });
  server = await listen(app);
  ({ origin } = server);
});
afterAll(async () => {
  await server.close();
  await site.close();
});
useBrowser();

const page = (path: string) => parseHTML(readFileSync(join(site.outDir, path, 'index.html'), 'utf8')).document;
const words = (path: string, selector = 'main') => page(path).querySelector(selector)!.textContent.replaceAll(/\s+/g, ' ').trim();
const links = (path: string, selector: string) =>
  [...page(path).querySelectorAll(`${selector} a`)].map((link) => link.getAttribute('href')!);
const CASE = 'registries/prt/cases/portugal-municipal-participatory-budgets/';

describe('the page of a case of another registry', () => {
  test.each([
    [
      'es',
      'De O que funciona Portugal',
      'licencia CC-BY-4.0',
      'copia del 12 de noviembre de 2026',
      'Presupuestos participativos de los municipios portugueses',
    ],
    [
      'pt',
      'De O que funciona Portugal',
      'licença CC-BY-4.0',
      'cópia de 12 de novembro de 2026',
      'Orçamentos participativos dos municípios portugueses',
    ],
    [
      'en',
      'From O que funciona Portugal',
      'licence CC-BY-4.0',
      'copy of November 12, 2026',
      'Orçamentos participativos dos municípios portugueses',
    ],
  ])(
    'says in %s whose it is, under what licence, of what day, and leads to the original',
    (locale, from, licence, day, title) => {
      const path = `/${locale}/${CASE}`;
      for (const part of [from, licence, day, 'O que funciona Portugal']) expect(words(path, '.origin')).toContain(part);
      expect(words(path, 'h1')).toBe(title);
      expect(links(path, '.origin')).toEqual([
        `/${locale}/registries/prt/`,
        'https://creativecommons.org/licenses/by/4.0/',
        `${site.origin}/pt/cases/portugal-municipal-participatory-budgets/`,
      ]);
      const original = locale === 'es' ? 'es' : 'pt';
      expect(page(path).querySelector('link[rel=canonical]')!.getAttribute('href')).toBe(
        `${site.origin}/${original}/cases/portugal-municipal-participatory-budgets/`,
      );
      expect(page(path).querySelectorAll('link[hreflang]')).toHaveLength(0);
    },
  );

  test('shows a term that only they have in their words, and has it lead nowhere', () => {
    const rail = page('/es/registries/prt/cases/portugal-company-on-the-spot/').querySelector('.rail')!;
    const term = [...rail.querySelectorAll('li')].find((item) => item.textContent === 'Modelos preaprobados')!;
    expect(term.querySelector('a')).toBeNull();
    expect([...rail.querySelectorAll('a')].map((link) => link.textContent)).toContain('Exceso de trámites');
  });

  test('leads to their other cases as they are shown here, and to no page that there is not', () => {
    expect(links(`/es/${CASE}`, '.lineage')).toContain('/es/registries/prt/cases/portugal-national-participatory-budget/');
    const pages = new Set(globSync('**/index.html', { cwd: site.outDir }).map((file) => `/${file.replace(/index\.html$/, '')}`));
    const broken = [...pages]
      .filter((path) => path.includes('/registries/'))
      .flatMap((path) => links(path, 'main').map((href) => [path, href.split('#')[0]!] as const))
      .filter(([, href]) => href.startsWith('/') && !pages.has(href));
    expect(broken).toEqual([]);
  });

  test.each([
    ['broken', 'Desde el 12 de noviembre de 2026 hay una versión que no pudimos leer'],
    ['silent', 'Su registro no lo muestra desde el 12 de noviembre de 2026'],
    ['secret', 'Se borró el 12 de noviembre de 2026'],
    ['linked', 'Su licencia no nos permite copiarlo'],
  ])('says what is the matter with %s', (id, sentence) => {
    expect(words(`/es/registries/prt/cases/${id}/`)).toContain(sentence);
  });

  test('of a registry that is read no more is a sentence and nothing else', () => {
    expect(words('/es/registries/velho/cases/portugal-national-participatory-budget/')).toContain('Ya no leemos este registro.');
    expect(words('/es/registries/velho/cases/portugal-national-participatory-budget/')).not.toContain('cidadãos');
    expect(words('/es/registries/velho/')).toContain('Ya no se lee');
  });
});

test('of what was erased, and of what may not be copied, there is no word in any file of the site, nor in what it is built from', () => {
  const holding = (folder: string) =>
    globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(CANARY));
  expect([...holding(site.outDir), ...holding(site.importedDir)]).toEqual([]);
});

describe('what is told of a registry', () => {
  test('is how it stands, its cases, all that we found in them, and what happened when', () => {
    const text = words('/es/registries/prt/');
    for (const part of [
      'Al día',
      'al día: 4',
      'última copia buena: 1',
      'ya no figuran: 1',
      'borrados: 1',
      '6 casos',
      '/title no se tomó: type-wrong',
      '/places no se tomó',
      'secret: se borró',
    ])
      expect(text).toContain(part);
    expect(words('/es/registries/')).toContain('Registro de prueba tiene 3 casos y muestra 6 de otros registros.');
    expect(words('/es/cases/')).toContain('Además, 6 casos de otros registros');
    // Wherever cases are counted, it is said how many are theirs.
    expect(words('/es/')).toContain('Además, 6 casos de otros registros');
    const challenge = 'participation-and-trust';
    expect(words(`/es/challenges/${challenge}/`)).toContain('casos de otros registros');
    expect(links(`/es/challenges/${challenge}/`, 'main')).toContain(`/es/search/?challenge=${challenge}&origin=prt`);
    expect(words('/es/countries/bra/')).not.toContain('otros registros');
    expect(words('/es/gaps/')).toContain('Entre paréntesis: casos de otros registros');
    expect(page('/es/gaps/').querySelector('.gap-grid .elsewhere')!.parentElement!.getAttribute('aria-label')).toMatch(
      /de otros? registros?$/,
    );
  });

  test('is in a report that it can read itself', () => {
    const report = JSON.parse(readFileSync(join(site.outDir, reportPath(site.origin)), 'utf8')) as {
      findings: { id: string; findings: unknown[] }[];
      terms: { id: string }[];
    };
    expect(report).toMatchObject({
      registry: site.origin,
      state: 'fresh',
      records: 6,
      counts: { current: 4, stale: 1, missing: 1, erased: 1 },
    });
    expect(report.findings.find(({ id }) => id === 'broken')!.findings).toEqual([
      { code: 'type-wrong', pointer: '/title', weight: 'refused' },
      { code: 'type-wrong', pointer: '/places', weight: 'refused' },
    ]);
    // What waits for people: nothing of theirs is like one of ours; of their terms, one is none of ours.
    expect(report).toMatchObject({ lookAlikes: [], toConfirm: [], terms: [{ vocabulary: 'instruments', cases: 1 }] });
    expect(words('/es/registries/prt/')).toContain('Palabras que no tenemos');
    expect(words('/es/registries/prt/')).toContain('Modelos preaprobados · 1 caso');
  });

  test('stands on the page of a session that takes a case of it as a partner’s', () => {
    expect(words('/es/sessions/lunch-2027/')).toContain('De registros socios');
    expect(links('/pt/sessions/lunch-2027/', '#cases')).toContain(`/pt/${CASE}`);
  });
});

describe('a case of ours that is no longer one', () => {
  test.each([
    ['es', 'Un caso que ya no está aquí', 'La institución pidió retirarlo.'],
    ['pt', 'Um caso que já não está aqui', 'A instituição pediu sua retirada.'],
    ['en', 'A case that is no longer here', 'La institución pidió retirarlo.'],
  ])('has a page in %s that says what became of it', (locale, title, why) => {
    expect(words(`/${locale}/cases/gone-withdrawn/`, 'h1')).toBe(title);
    const said = page(`/${locale}/cases/gone-withdrawn/`).querySelector('article q')!;
    expect(said.textContent).toBe(why);
    expect(said.getAttribute('lang')).toBe(locale === 'en' ? 'es-419' : null);
    expect(links(`/${locale}/cases/gone-merged/`, 'article')[0]).toBe(`/${locale}/cases/worked-with-citations/`);
    // The other registry does not say that it has it from us: readers are led there, and not sent.
    expect(links(`/${locale}/cases/gone-moved/`, 'article')[0]).toBe(
      `${site.origin}/pt/cases/portugal-national-participatory-budget/`,
    );
    expect(words(`/${locale}/cases/gone-moved/`)).toContain('Orçamento Participativo Portugal');
    expect(links(`/${locale}/cases/gone-erased/`, 'article')).toEqual([`/${locale}/search/`, `/${locale}/cases/`]);
  });
});

test('search engines are told of none of these cases', () => {
  const sitemap = readFileSync(join(site.outDir, 'sitemap-0.xml'), 'utf8');
  expect(sitemap).not.toContain('/cases/portugal-');
  expect(sitemap).toContain('/es/registries/prt/');
});

/** What of ours is found: three cases, a method and a session. */
const OURS = 5;

test('the server finds their cases too, and counts them by where they are from', async () => {
  const publication = await openPublication(site.contentDir, site.outDir, site.importedDir);
  const found = await publication.current().search.search(querySchema.parse({ q: 'vecinos', locale: 'es' }));
  expect(found.hits.map(({ id }) => id)).toContain('prt_portugal-municipal-participatory-budgets');
  const all = await publication.current().search.search(querySchema.parse({ locale: 'es' }));
  expect(all.facets.origin).toEqual(
    expect.arrayContaining([
      { value: 'here', count: OURS },
      { value: 'prt', count: 6 },
    ]),
  );
});

describe('in a browser', () => {
  test.each(['es', 'pt', 'en'])(
    'one question in %s finds cases of ours and of theirs, marked, and narrows to either',
    async (locale) => {
      const opened = await visit(`${origin}/${locale}/search/?q=orçamento`);
      await waitForText(opened, '#results .tag', 'O que funciona Portugal');
      const theirs = opened.locator('#results li', { hasText: 'Orçamento Participativo Portugal' }).first();
      expect(await theirs.locator('a').first().getAttribute('href')).toBe(
        `/${locale}/registries/prt/cases/portugal-national-participatory-budget/`,
      );
      await opened.goto(`${origin}/${locale}/search/?origin=prt`);
      await waitForText(opened, '#status', '6');
      await opened.goto(`${origin}/${locale}/search/?origin=here`);
      await waitForText(opened, '#status', String(OURS));
      expect(await opened.locator('#results .tag', { hasText: 'Portugal' }).count()).toBe(0);
    },
  );

  test.each([
    `/es/${CASE}`,
    '/pt/registries/prt/cases/broken/',
    '/es/registries/prt/cases/linked/',
    '/en/registries/prt/',
    '/es/registries/',
    '/es/search/?q=presupuesto',
    '/en/cases/gone-withdrawn/',
    '/es/sessions/lunch-2027/',
    '/es/gaps/',
  ])('axe finds nothing on %s', async (path) => {
    expect(await allViolations(await visit(`${origin}${path}`, { reducedMotion: 'reduce' }))).toEqual([]);
  });

  test('the page of a case reads the same without JavaScript', async () => {
    const opened = await visit(`${origin}/es/${CASE}`, { javaScriptEnabled: false });
    for (const text of [
      'De O que funciona Portugal',
      'copia del 12 de noviembre de 2026',
      'Presupuestos participativos de los municipios',
    ])
      await waitForText(opened, 'main', text);
    expect(await opened.locator('.origin a').count()).toBe(3);
  });
});
