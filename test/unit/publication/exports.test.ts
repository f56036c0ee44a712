import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { CaseView } from '#registry/case/record.ts';
import { CSV_COLUMNS, toCsv } from '#registry/publication/case-csv.ts';
import { citationTags } from '#registry/publication/citation-tags.ts';
import type { CslItem } from '#registry/publication/csl-item.ts';
import { caseJsonLd, scriptJson } from '#registry/publication/case-json-ld.ts';
import { makeFeed, newsFeed } from '#registry/publication/feed.ts';
import { mediaTypeOf } from '#registry/publication/media-types.ts';
import { toBibtex } from '#registry/publication/bibtex.ts';
import { toRis } from '#registry/publication/ris.ts';
import { fixtureContext } from '../submission/quick-submission.ts';
import { viewRecord } from '#registry/record/view.ts';

const { registry, es } = await fixtureContext();
const record = registry.cases.get('worked-with-citations')!;
const view = (facts: Partial<CaseView['facts']>): CaseView => {
  const original = viewRecord(record, 'es');
  return { ...original, facts: { ...original.facts, ...facts } };
};

describe('the table of cases', () => {
  const csvOf = (title: string) => toCsv([view({ title })], () => 'https://example.org/');

  test('starts with the mark by which spreadsheets know UTF-8', () => {
    expect(csvOf('Ñandú').startsWith('\uFEFFid,')).toBe(true);
  });

  test('has a country once, however many of its places a case is about', () => {
    const csv = toCsv([view({ places: ['Aysén', 'Maule'].map((name) => ({ country: 'CHL', name })) })], () => '');
    expect((parse(csv, { columns: true, bom: true }) as Record<string, string>[])[0]!['countries']).toBe('CHL');
  });

  test.each([...registry.locales.values()])('says in $name what each of its columns holds', ({ strings }) => {
    for (const { words } of CSV_COLUMNS) expect(strings).toHaveProperty([`${words}.about`], expect.stringMatching(/./));
  });

  test.each([';', ',', '\t', '"'])('a value with %j is quoted: programs cut rows at different signs', (sign) => {
    expect(csvOf(`a${sign}b`)).toContain(`,"a${sign.replace('"', '""')}b",`);
  });

  test.each([';', ',', '\t', '\n'])('no part after %j, quoted or not, starts like a formula', (sign) => {
    for (const start of ['=', '+', '-', '@', '＝', '\t=', '\u00a0=', ' \u2003='])
      for (const line of csvOf(`Plan${sign}${start}2+3`)
        .slice(1)
        .split(/[;,\t\r\n]/))
        expect(line.replace(/^["\p{Zs}]+/u, '')).not.toMatch(/^[=+\-@＝＋－＠]/);
  });

  test('whatever a title says, it is one cell, and no program takes a part of it for a formula', () => {
    const signs = fc.constantFrom(';', ',', '\t', '\n', '\r', '"', '=', '+', '-', '@', ' ', 'a', '2', "'", '＝');
    const titles = fc.array(signs, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(titles, (title) => {
        const csv = csvOf(title);
        const [row] = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
        expect(row!['title']!.replaceAll("'", '').replaceAll(/\s/g, '')).toBe(title.replaceAll("'", '').replaceAll(/\s/g, ''));
        for (const part of csv.slice(1).split(/[;,\t\r\n]/)) expect(part.replace(/^[" ]+/, '')).not.toMatch(/^[=+\-@＝]/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the feeds', () => {
  const hostile = { title: 'Plan <b>gratis</b> & I+D', summary: 'menos de <canvas> y <5 días' };
  const feed = makeFeed([view(hostile)], registry, es, {
    siteUrl: 'https://example.org',
    description: '',
    atom: '/es/feed.xml',
    modified: () => '2026-01-01',
  });

  test('Atom carries the words of a record as words, and no markup of whoever sent them', () => {
    const { entry } = (new XMLParser().parse(feed.atom) as { feed: { entry: { title: string; summary: string } } }).feed;
    expect(entry.title).toBe('Plan &lt;b&gt;gratis&lt;/b&gt; &amp; I+D');
    expect(entry.summary).toContain('&lt;canvas&gt;');
  });

  test('row 25: Atom of a question is a document, whatever signs the question has', () => {
    const { atom } = makeFeed([], registry, es, {
      ...{ siteUrl: 'https://example.org', description: 'a\u0000b', atom: '/es/feed.xml', modified: () => '2026-01-01' },
      title: '\u0000\u001b[31m\ufffe\ud800]]>x',
    });
    expect(XMLValidator.validate(atom)).toBe(true);
    expect(atom).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe]/);
    expect((new XMLParser().parse(atom) as { feed: { title: string } }).feed.title).toMatch(/^\[31m/);
  });

  test('say their language, which a voice needs', () => {
    expect(feed.atom).toMatch(/<feed [^>]*xml:lang="es-419"/);
    expect(JSON.parse(feed.json)).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', language: 'es-419' });
    expect(JSON.parse(feed.json)).toHaveProperty('authors');
  });

  test('JSON Feed has them as plain text', () => {
    const [item] = (JSON.parse(feed.json) as { items: Record<string, string>[] }).items;
    expect(item).toMatchObject({ title: hostile.title, summary: hostile.summary });
    expect(item!['content_text']).toContain('<canvas>');
    expect(item).not.toHaveProperty('content_html');
  });
});

test('a feed has the fifty that changed last, the newest first', () => {
  const items = Array.from({ length: 60 }, (_, index) => {
    const day = `2026-${index < 30 ? '01' : '02'}-${String((index % 30) + 1).padStart(2, '0')}`;
    return { ...{ path: `/${index}`, title: String(index), summary: '', text: '' }, published: '2025-01-01', changed: day };
  }).filter(({ changed }) => !changed.endsWith('-29') && !changed.endsWith('-30'));
  const { json, atom } = newsFeed(items, registry, es, { siteUrl: 'https://a.example', description: '', atom: '/f', json: '/j' });
  const titles = (JSON.parse(json) as { items: { title: string }[] }).items.map(({ title }) => title);
  expect([titles.length, titles[0], titles.at(-1)]).toEqual([50, '57', '6']);
  expect(atom).toContain('<updated>2026-02-28T00:00:00.000Z</updated>');
});

const report: CslItem = {
  ...{
    id: 'x',
    type: 'report',
    title: 'T',
    language: 'es',
    publisher: 'P',
    URL: 'https://a.example',
    version: '1',
    abstract: '',
  },
  ...{ author: [{ literal: 'A' }], issued: { 'date-parts': [[2026, 1, 2]] } },
};

test('BibTeX takes no sign of a title for an order of its own', () => {
  const title = String.raw`50 % de I&D_ en #1: {$} ~ ^ \x`;
  expect(toBibtex({ ...report, title })).toContain(
    String.raw`title = {{50 \% de I\&D\_ en \#1: \{\$\} \textasciitilde{} \textasciicircum{} \textbackslash{}x}}`,
  );
});

test('RIS has each value on one line, and days with two digits', () => {
  const lines = toRis({ ...report, abstract: 'uno\nER  - \r\ndos' }).split('\r\n');
  expect(lines).toContain('AB  - uno ER - dos');
  expect(lines).toContain('DA  - 2026/01/02/');
});

test('RIS gives a corporate author no comma at which readers would cut it in two', () => {
  const item = { ...report, author: [{ literal: 'Ministerio de Economía, Fomento y Turismo' }] };
  expect(toRis(item)).toContain('AU  - Ministerio de Economía Fomento y Turismo\r\n');
});

test.each([
  ['/es/cases/x.bib', 'application/x-bibtex; charset=utf-8'],
  ['/es/cases/x.ris', 'application/x-research-info-systems; charset=utf-8'],
  ['/es/feed.xml', 'application/atom+xml; charset=utf-8'],
  ['/es/labs/x/due.xml', 'application/atom+xml; charset=utf-8'],
  ['/cases.csv', 'text/csv; charset=utf-8'],
])('%s is sent as %s', (path, type) => expect(mediaTypeOf(path)).toBe(type));

describe('the tags of a page to cite', () => {
  const item: CslItem = {
    id: 'x',
    type: 'report',
    title: 'Mesas <Ejecutivas>',
    language: 'es-419',
    author: [{ literal: 'Ministerio de Economía, Fomento y Turismo' }],
    publisher: 'Lo que funciona',
    issued: { 'date-parts': [[2026, 1, 2]] },
    URL: 'https://example.org/es/cases/x/',
    version: '0123456789',
    abstract: 'En resumen',
  };
  const tags = Object.fromEntries(citationTags(item, ['Trámites', 'Perú']));

  test('say what a report is cited by: who, what, when, which version, where', () => {
    expect(tags).toMatchObject({
      'z:itemType': 'report',
      citation_title: 'Mesas <Ejecutivas>',
      citation_publication_date: '2026/01/02',
      citation_technical_report_institution: 'Lo que funciona',
      citation_technical_report_number: '0123456789',
      citation_language: 'es-419',
      citation_abstract: 'En resumen',
      citation_keywords: 'Trámites; Perú',
      citation_public_url: 'https://example.org/es/cases/x/',
    });
  });

  test('have no keyword that is cut in two', () => {
    const { citation_keywords: keywords } = Object.fromEntries(citationTags(item, ['Agua; y saneamiento', 'Perú']));
    expect(keywords).toBe('Agua, y saneamiento; Perú');
  });

  test('keep the name of an organisation whole where readers cut names at commas and blanks', () => {
    const name = tags['citation_author']!;
    const [family, given] = name.split(/, ?/);
    expect([family, given]).toEqual(['Ministerio de Economía Fomento y Turismo', '']);
  });
});

describe('a case as data of its page', () => {
  const options = { siteUrl: 'https://a.example', modified: '2026-01-01' };

  test('names the original that a translation is of, and the years that are known', () => {
    const data = caseJsonLd(view({}), registry, options);
    expect(data).toMatchObject({ temporalCoverage: '2015/2019' });
    expect(data).not.toHaveProperty('translationOfWork');
    const still = view({ period: { start: '2015', basis: 'stated' } });
    expect(caseJsonLd(still, registry, options)).toMatchObject({ temporalCoverage: '2015/..' });
    const { period: _, ...timeless } = view({}).facts;
    expect(caseJsonLd({ ...view({}), facts: timeless }, registry, options)).not.toHaveProperty('temporalCoverage');
    const translated = { ...view({}), state: 'human' } as const;
    expect(caseJsonLd(translated, registry, options)).toMatchObject({
      translationOfWork: { '@id': 'https://a.example/es/cases/worked-with-citations/' },
    });
  });

  test('ends no element that it stands in', () => {
    const said = { title: '</script><!--' };
    expect(scriptJson(said)).not.toContain('<');
    expect(JSON.parse(scriptJson(said))).toEqual(said);
  });
});
