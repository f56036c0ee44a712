import { describe, expect, inject, test } from 'vitest';
import { builtFiles, pageAt, pages, problemsOn, readBuilt, SITE, textOf } from './built-site.ts';
import { cases, contentLocales, translationOf } from './content.ts';

const casePages = pages.filter(({ path }) => /^\/[a-z]+\/cases\/[^/]+\/$/.test(path));
const idOf = (path: string) => path.split('/')[3]!;

/** Facts of Plan Ceibal for tests: the number of computers in each language's notation, and the subject of its first lesson. */
const CEIBAL = [
  ['es', /380[\s.,]?000/, /portátiles.* notas/],
  ['pt', /380[\s.]?000/, /laptops.* notas/],
  ['en', /380,000/, /laptops.* test scores/],
] as const;

describe('the page of a case', () => {
  test('is there for each case in each language', () => {
    const expected = [...contentLocales.keys()].flatMap((locale) => [...cases.keys()].map((id) => `/${locale}/cases/${id}/`));
    expect(casePages.map(({ path }) => path).toSorted()).toEqual(expected.toSorted());
  });

  test.each(CEIBAL)('tells a known figure and lesson in %s', (locale, figure, lesson) => {
    const { document } = pageAt(`/${locale}/cases/uruguay-plan-ceibal/`);
    expect(textOf(document.querySelector('#result-laptops-third-year .figure'))).toMatch(figure);
    expect(textOf(document.querySelector('#lesson-access-is-not-learning .lesson-text'))).toMatch(lesson);
  });

  test('holds every lesson and every result of the record, each with an address of its own', () => {
    const found = problemsOn(function* ({ document, path }) {
      const { lessons = [], results = [] } = cases.get(idOf(path))!;
      for (const { id } of lessons) {
        const permalink = document.querySelector(`#lesson-${id} .permalink a`)?.getAttribute('href');
        if (permalink !== `#lesson-${id}` || !textOf(document.querySelector(`#lesson-${id} .lesson-text`)))
          yield `lacks lesson ${id}`;
      }
      for (const { id, value } of results) {
        const row = document.querySelector(`#result-${id}`);
        if (!row) yield `lacks result ${id}`;
        else if ((value !== undefined) !== (row.querySelector('.figure .value') !== null))
          yield `has the wrong figure in result ${id}`;
        else if (!row.querySelector('a.citation')) yield `has no source beside result ${id}`;
      }
    }, casePages);
    expect(found).toEqual([]);
  });

  test('shows the words of its language, or those of the original marked with their language', () => {
    const found = problemsOn(function* ({ document, path, locale }) {
      const id = idOf(path);
      const original = cases.get(id)!;
      const words = original.language === locale ? original : translationOf(id, locale);
      const heading = document.querySelector('h1')!;
      if (textOf(heading) !== textOf({ textContent: (words ?? original).title! })) yield `has the title ${textOf(heading)}`;
      const lang = words ? null : contentLocales.get(original.language)!.tag;
      if (heading.getAttribute('lang') !== lang) yield `marks its title as ${heading.getAttribute('lang')}`;
      if (!words && !textOf(document.querySelector('.notice'))) yield 'does not say that it is in another language';
    }, casePages);
    expect(found).toEqual([]);
  });

  test('says what the outcome rests on and how strong the evidence is, beside the outcome', () => {
    const found = problemsOn(function* ({ document, path }) {
      for (const { id, outcome, evidence } of cases.get(idOf(path))!.verdicts) {
        const verdict = document.querySelector(`#verdict-${id}`);
        if (!verdict?.querySelector(`.outcome-${outcome}`)) yield `does not give the outcome of ${id}`;
        if (!textOf(verdict?.querySelector('.about'))) yield `does not say for what ${id} is`;
        if (!textOf(verdict?.querySelector('.basis'))) yield `gives no basis of ${id}`;
        if (!textOf(verdict?.querySelector('.evidence')).includes(String(evidence.strength))) yield `gives no strength of ${id}`;
      }
    }, casePages);
    expect(found).toEqual([]);
  });
});

describe('at the top of a case', () => {
  test('a line says where, at which level and who led it, and the next who has reviewed the record', () => {
    const { document } = pageAt('/es/cases/uruguay-plan-ceibal/');
    expect(textOf(document.querySelector('.byline'))).toBe(
      'Uruguay · Nacional · desde 2007 · Laboratorio Tecnológico del Uruguay (LATU)',
    );
    const status = document.querySelector('.review-status')!;
    expect(textOf(status)).toMatch(/fuentes publicadas.*Ningún laboratorio la ha revisado/);
    expect(document.querySelector('.byline')!.nextElementSibling).toBe(status);
  });

  test('a verdict that only involved parties stand for says so, any other says who speaks', () => {
    const { document } = pageAt('/es/cases/uruguay-plan-ceibal/');
    expect(textOf(document.querySelector('#verdict-maths-platform'))).toContain('lo dicen solo partes interesadas');
    expect(textOf(document.querySelector('#verdict-test-scores .voices'))).toBe('lo dice: independiente');
  });

  test('the glance has as many lessons and needs as the record, three at most, and a lesson of what failed if there is one', () => {
    const found = problemsOn(function* ({ document, path }) {
      const { lessons = [], transfer = [] } = cases.get(idOf(path))!;
      const shown = [...document.querySelectorAll('#glance a[href^="#lesson-"]')].map((link) =>
        link.getAttribute('href')!.slice(8),
      );
      if (shown.length !== Math.min(3, lessons.length)) yield `shows ${shown.length} lessons`;
      if (new Set(shown).size !== shown.length) yield 'shows a lesson twice';
      const kinds = new Set(lessons.map(({ kind }) => kind));
      const has = new Set(lessons.filter(({ id }) => shown.includes(id)).map(({ kind }) => kind));
      if (lessons.length >= 3 && has.size !== kinds.size) yield `leaves out lessons of a kind: ${[...kinds].join()}`;
      const lists = [...document.querySelectorAll('#glance ul')];
      const needs = lists.find((list) => !list.querySelector('a[href^="#lesson-"]'));
      if (transfer.length > 0 && (needs?.querySelectorAll('li').length ?? 0) < Math.min(3, transfer.length)) yield 'lacks needs';
    }, casePages);
    expect(found).toEqual([]);
  });
});

describe('the lineage of a case', () => {
  const groupsOf = (path: string) =>
    Object.fromEntries(
      [...pageAt(path).document.querySelectorAll('#lineage h3')].map((heading) => [
        textOf(heading),
        [...heading.nextElementSibling!.querySelectorAll('.lineage-other')].map((other) =>
          other.querySelector('a')?.getAttribute('href'),
        ),
      ]),
    );

  test('says where it came from and where it went, seen from either end', () => {
    expect(groupsOf('/es/cases/peru-mesas-ejecutivas/')['Adónde fue']).toContain('/es/cases/argentina-mesas-sectoriales-2-0/');
    expect(groupsOf('/es/cases/argentina-mesas-sectoriales-2-0/')['De dónde viene']).toContain(
      '/es/cases/peru-mesas-ejecutivas/',
    );
  });

  test('has every link of the record, and each other case once in its group', () => {
    const found = problemsOn(function* ({ document, path }) {
      const links = cases.get(idOf(path))!.lineage ?? [];
      if (document.querySelectorAll('#lineage .note').length < links.length) yield 'lacks a link';
      for (const list of document.querySelectorAll('#lineage ul.lineage')) {
        const others = [...list.querySelectorAll('.lineage-other')].map((other) => textOf(other));
        if (new Set(others).size !== others.length) yield `names one twice: ${others.join('; ')}`;
      }
    }, casePages);
    expect(found).toEqual([]);
  });
});

test('similar cases share a problem, say what they share, and are not those of the lineage', () => {
  let seen = 0;
  const found = problemsOn(function* ({ document, path }) {
    const own = cases.get(idOf(path))!;
    const linked = new Set([...document.querySelectorAll('#lineage .lineage-other a')].map((link) => link.getAttribute('href')));
    for (const item of document.querySelectorAll('#related > ul > li')) {
      seen += 1;
      const href = item.querySelector('.case-title a')!.getAttribute('href')!;
      if (linked.has(href)) yield `has ${href} in its lineage too`;
      if (!cases.get(idOf(href))!.challenges.some((id) => own.challenges.includes(id))) yield `shares no problem with ${href}`;
      if (!/: .+\.$/.test(textOf(item.lastElementChild))) yield `does not say why ${href} is there`;
    }
  }, casePages);
  expect(found).toEqual([]);
  expect(seen).toBeGreaterThan(casePages.length);
});

test('every lesson and result can be cited: in words, with its source, the version and its own address, and for reference managers', () => {
  const found = problemsOn(function* ({ document, path }) {
    const { lessons = [], results = [] } = cases.get(idOf(path))!;
    const anchors = [...lessons.map(({ id }) => `lesson-${id}`), ...results.map(({ id }) => `result-${id}`)];
    const cited = pageAt(`${path}cite/`).document;
    for (const anchor of anchors) {
      if (document.querySelector(`#${anchor} .permalink a[href="${path}cite/#${anchor}"]`) === null)
        yield `does not lead to citing ${anchor}`;
      const text = textOf(cited.querySelector(`#${anchor}`));
      for (const part of [`${SITE}${path}#${anchor}`, '@techreport{', 'TY - RPRT'])
        if (!text.includes(part)) yield `lacks ${part} in ${anchor}`;
      if (!/[0-9a-f]{10}/.test(textOf(cited.querySelector(`#${anchor} .citation-line`)))) yield `gives no version with ${anchor}`;
      if (!cited.querySelector(`#${anchor} p.small`)) yield `gives no source with ${anchor}`;
    }
  }, casePages);
  expect(found).toEqual([]);
});

test('wherever a case is said to have worked, it is said for what, next to it', () => {
  let seen = 0;
  const found = problemsOn(
    function* ({ document }) {
      for (const mark of document.querySelectorAll('.outcome-worked')) {
        // Legends and counts are about no case; a pack colours the names of its cases. A picture has marks alone, with the words in the
        // table or list beside it.
        if (mark.closest('dl.rule, table.bars, article.pack, .legend, .chart, .case-lineage, .gap-grid, .verdict-grid')) continue;
        seen += 1;
        if (!mark.nextElementSibling?.classList.contains('about') || !textOf(mark.nextElementSibling))
          yield `says so bare: ${textOf(mark.parentElement)}`;
      }
    },
    pages.filter(({ html }) => html.includes('outcome-worked')),
  );
  expect(found).toEqual([]);
  expect(seen).toBeGreaterThan(0);
});

describe('what a case page tells machines', () => {
  test('is schema.org data about this record in the language of its words', () => {
    const found = problemsOn(function* ({ document, path, locale }) {
      const id = idOf(path);
      const original = cases.get(id)!;
      const language = original.language === locale || translationOf(id, locale) ? locale : original.language;
      const [block, ...others] = document.querySelectorAll('script[type="application/ld+json"]');
      if (!block || others.length > 0) return yield 'has not exactly one block of data';
      const data = JSON.parse(block.textContent) as Record<string, unknown> & {
        about: { name: string; termCode: string }[];
        citation: unknown[];
        spatialCoverage: { address: { addressCountry: string } }[];
      };
      const canonical = document.querySelector('link[rel="canonical"]')!.getAttribute('href');
      const expected = {
        '@context': 'https://schema.org',
        '@type': 'Article',
        '@id': canonical,
        headline: textOf(document.querySelector('h1')),
        inLanguage: contentLocales.get(language)!.tag,
        license: 'https://creativecommons.org/licenses/by/4.0/',
      };
      for (const [field, value] of Object.entries(expected)) {
        if (textOf({ textContent: String(data[field]) }) !== value) yield `has ${field} ${String(data[field])}, not ${value}`;
      }
      for (const field of ['dateModified', 'datePublished']) {
        if (!/^\d{4}-\d\d-\d\d$/.test(String(data[field]))) yield `has ${field} ${String(data[field])}`;
      }
      const terms = data.about.map(({ termCode }) => termCode);
      if (terms.join() !== [...original.challenges, ...original.instruments].join()) yield `is about ${terms.join()}`;
      if (data.spatialCoverage.length !== original.places.length) yield 'covers other places';
      if (data.citation.length === 0) yield 'cites nothing';
    }, casePages);
    expect(found).toEqual([]);
  });

  test('never lets a text close the script element', () => {
    const found = problemsOn(({ html }) =>
      [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)]
        .filter(([, json]) => json!.includes('<'))
        .map(() => 'has a bare <'),
    );
    expect(found).toEqual([]);
  });
});

/**
 * What Zotero's translator "Embedded Metadata" takes from a page: of each tag the first whose name ends so, authors cut at
 * semicolons and then at a comma into family and given name, keywords cut at semicolons.
 */
function savedFrom(document: Document) {
  const all = (name: string) =>
    [...document.querySelectorAll(`head > meta[name$="${name}"]`)].map((tag) => tag.getAttribute('content')!);
  const first = (name: string) => textOf({ textContent: all(`citation_${name}`)[0] ?? '' });
  return {
    itemType: all('z:itemType')[0],
    title: first('title'),
    date: first('publication_date'),
    institution: first('technical_report_institution'),
    number: first('technical_report_number'),
    language: first('language'),
    abstract: first('abstract'),
    url: first('public_url'),
    creators: all('citation_author')
      .flatMap((names) => names.split(/\s*;\s*/))
      .map((name) => name.split(/, ?/)),
    tags: first('keywords').split(/\s*;\s*/),
  };
}

describe('a reference manager saves from the page of a case', () => {
  test('every field of a report, in the language of its words, and each organisation as one name', () => {
    const found = problemsOn(function* ({ document, path, locale }) {
      const id = idOf(path);
      const facts = cases.get(id)!;
      const language = facts.language === locale || translationOf(id, locale) ? locale : facts.language;
      const { creators, tags, ...fields } = savedFrom(document);
      const expected = {
        itemType: 'report',
        title: textOf(document.querySelector('h1')),
        date: facts.compiled.on.replaceAll('-', '/'),
        institution: textOf(document.querySelector('.wordmark')),
        number: /[0-9a-f]{10}/.exec(textOf(document.querySelector('.citation-line')))![0],
        language: contentLocales.get(language)!.tag,
        abstract: textOf(document.querySelector('.summary')),
        url: SITE + path,
      };
      for (const [field, value] of Object.entries(expected))
        if (fields[field as keyof typeof fields] !== value)
          yield `gives ${field} ${fields[field as keyof typeof fields]}, not ${value}`;
      const said = textOf(document.querySelector('.citation-line'));
      if (creators.length !== 1) yield `has ${creators.length} authors`;
      for (const [family, given] of creators) {
        if (given !== '') yield `cuts the name of an organisation: ${family}, ${given}`;
        if (!said.replaceAll(/[,;]/g, '').startsWith(`${family} (`)) yield `names ${family}, and the line to copy does not`;
      }
      const rail = [...document.querySelectorAll('.rail a')].map(textOf);
      const unknown = tags.filter((tag) => !rail.includes(tag));
      if (unknown.length > 0 || tags.length < facts.challenges.length + facts.instruments.length)
        yield `has keywords ${tags.join('; ')}`;
    }, casePages);
    expect(found).toEqual([]);
  });

  test('or from its files, which the page names with the types that the server gives them', async () => {
    const found = problemsOn(function* ({ document, path, locale }) {
      for (const [end, type] of FILES) {
        const href = `/${locale}/cases/${idOf(path)}.${end}`;
        if (document.querySelector(`head > link[rel="alternate"][href="${href}"]`)?.getAttribute('type') !== type)
          yield `does not name ${href} as ${type}`;
        if (!builtFiles.has(href)) yield `names ${href}, which is not there`;
      }
    }, casePages);
    expect(found).toEqual([]);
    for (const [end, type] of FILES) {
      const response = await fetch(`${inject('origin')}/pt/cases/uruguay-plan-ceibal.${end}`);
      expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    }
  });
});

/** The files that reference managers read, with their types. */
const FILES = [
  ['bib', 'application/x-bibtex'],
  ['ris', 'application/x-research-info-systems'],
  ['csl.json', 'application/vnd.citationstyles.csl+json'],
] as const;

describe('how to cite', () => {
  test.each(['bib', 'ris', 'csl.json'])(
    'each page links a .%s file that names the record, its title and its address',
    (format) => {
      const found = problemsOn(function* ({ document, path, locale }) {
        const id = idOf(path);
        const address = `/${locale}/cases/${id}.${format}`;
        if (!document.querySelector(`#cite a[href="${address}"]`)) return yield `does not link ${address}`;
        const text = readBuilt(address);
        const title = textOf(document.querySelector('h1'));
        for (const part of [id, `${SITE}/${locale}/cases/${id}/`]) if (!text.includes(part)) yield `lacks ${part} in ${format}`;
        // BibTeX escapes some characters of a title.
        if (
          format !== 'bib' &&
          !textOf({ textContent: text }).includes(format === 'ris' ? title : JSON.stringify(title).slice(1, -1))
        )
          yield `lacks its title in ${format}`;
        if (format === 'bib' && !/^@techreport\{[a-z0-9-]+,\n(?: {2}[a-z]+ = \{.*\},\n)+\}\n$/.test(text))
          yield 'has malformed BibTeX';
        if (format === 'ris' && !/^TY {2}- RPRT\r\n(?:[A-Z][A-Z0-9] {2}- .*\r\n)+ER {2}- \r\n$/.test(text))
          yield 'has malformed RIS';
        if (format === 'csl.json' && (JSON.parse(text) as { type: string }[])[0]?.type !== 'report')
          yield 'has malformed CSL-JSON';
      }, casePages);
      expect(found).toEqual([]);
    },
  );

  test('the line to copy has the version that was read', () => {
    const found = problemsOn(
      ({ document }) => (/[0-9a-f]{10}/.test(textOf(document.querySelector('.citation-line'))) ? [] : ['has no version']),
      casePages,
    );
    expect(found).toEqual([]);
  });
});
