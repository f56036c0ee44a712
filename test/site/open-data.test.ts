import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { builtFiles, isIndexable, pageAt, pages, readBuilt, SITE, textOf } from './built-site.ts';
import { cases, contentLocales, outcomesIn } from './content.ts';

type Json = Record<string, unknown>;
const readJson = (address: string) => JSON.parse(readBuilt(address)) as Json;

function readXml(address: string): Json {
  const text = readBuilt(address);
  expect(XMLValidator.validate(text), address).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => ['url', 'entry', 'link', 'sitemap', 'xhtml:link'].includes(name),
  });
  return parser.parse(text) as Json;
}

/** The part of a published case that is in its file. */
function factsOf({ schema, id, license, version, digest, pages: _pages, outcome, body, translations, ...facts }: Json): Json {
  return facts;
}

const ajv = new Ajv2020({ strict: false, formats: { uri: (text: string) => URL.canParse(text) } });
const schemas = [...builtFiles].filter((file) => /^\/schemas\/.*\.json$/.test(file));

describe('the published schemas', () => {
  test('are valid JSON Schema and say what they are', () => {
    expect(schemas).toContain('/schemas/case.schema.json');
    for (const address of schemas) {
      const schema = readJson(address);
      expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(schema['title']).toBeTruthy();
      expect(ajv.validateSchema(schema), `${address} ${ajv.errorsText()}`).toBe(true);
    }
  });

  const validate = ajv.compile(readJson('/schemas/case.schema.json'));

  test('accept every published case', () => {
    for (const id of cases.keys()) {
      validate(factsOf(readJson(`/cases/${id}.json`)));
      expect(validate.errors ?? [], id).toEqual([]);
    }
  });

  test('refuse a case without a problem', () => {
    const { problem, ...rest } = factsOf(readJson('/cases/uruguay-plan-ceibal.json'));
    expect(problem).toBeTruthy();
    expect(validate(rest)).toBe(false);
  });
});

describe('the JSON of all cases', () => {
  const all = readJson('/cases.json') as Json & { cases: Json[] };

  test('has every case once, as its own file has it', () => {
    expect(all['schema']).toBe(2);
    expect(all['license']).toBe('https://creativecommons.org/licenses/by/4.0/');
    expect(all.cases.map(({ id }) => id).toSorted()).toEqual([...cases.keys()].toSorted());
    for (const record of all.cases) expect(readJson(`/cases/${String(record['id'])}.json`)).toEqual(record);
  });

  test('leads to the pages of each case and knows the sources that it cites', () => {
    const sources = new Set((all['sources'] as { id: string }[]).map(({ id }) => id));
    for (const record of all.cases) {
      const own = new Set(((record['references'] ?? []) as { id: string }[]).map(({ id }) => id));
      for (const { id } of record['sources'] as { id: string }[]) expect(sources.has(id) || own.has(id), id).toBe(true);
      for (const [locale, url] of Object.entries(record['pages'] as Record<string, string>)) {
        expect(pageAt(url.slice(SITE.length)).locale).toBe(locale);
      }
    }
  });

  test('says of each translation what state it is in', () => {
    for (const { translations } of all.cases) {
      for (const translation of Object.values(translations as Record<string, Json>)) {
        expect(['human', 'machine', 'machine-reviewed']).toContain(translation['state']);
        expect(translation['stale']).toBeTypeOf('boolean');
      }
    }
  });
});

test('the table has one row a case, under one header, with every outcome beside its basis', () => {
  const rows = parseCsv(readBuilt('/cases.csv'), { columns: true, bom: true }) as unknown as Record<string, string>[];
  expect(rows.map((row) => row['id']).toSorted()).toEqual([...cases.keys()].toSorted());
  for (const row of rows) {
    const facts = cases.get(row['id']!)!;
    expect(row['title']).toBe(facts.title);
    expect(outcomesIn(facts)[0]).toBe(row['outcome']);
    expect(row['outcome_bases']!.split('; ')).toHaveLength(facts.verdicts.length);
    expect(pageAt(row['url']!.slice(SITE.length)).locale).toBe(facts.language);
  }
});

describe('the sitemap', () => {
  const [index] = (readXml('/sitemap-index.xml')['sitemapindex'] as { sitemap: { loc: string }[] }).sitemap;
  const { url: entries } = readXml(index!.loc.slice(SITE.length))['urlset'] as { url: { loc: string; 'xhtml:link': Json[] }[] };

  test('lists exactly the pages that search engines should keep', () => {
    const indexable = pages.filter(isIndexable).map(({ path }) => SITE + path);
    expect(entries.map(({ loc }) => loc).toSorted()).toEqual(indexable.toSorted());
  });

  test('gives the versions of a page as the page itself gives them', () => {
    for (const { loc, 'xhtml:link': links } of entries) {
      const own = [...pageAt(loc.slice(SITE.length)).document.querySelectorAll('link[hreflang]:not([hreflang="x-default"])')];
      const expected = own.map((link) => `${link.getAttribute('hreflang')} ${link.getAttribute('href')}`);
      expect(links.map((link) => `${String(link['@hreflang'])} ${String(link['@href'])}`).toSorted(), loc).toEqual(
        expected.toSorted(),
      );
    }
  });

  test('is where robots.txt says', () => {
    expect(readBuilt('/robots.txt')).toContain(`Sitemap: ${SITE}/sitemap-index.xml`);
  });
});

describe.each([...contentLocales.keys()])('the feeds in %s', (locale) => {
  test('are Atom with an id, a title, a date and a page for each entry', () => {
    const feed = readXml(`/${locale}/feed.xml`)['feed'] as Json & { entry: Json[]; link: Json[] };
    expect(feed['@xmlns']).toBe('http://www.w3.org/2005/Atom');
    expect(feed['id']).toBe(`${SITE}/${locale}/`);
    expect(feed.link.find((link) => link['@rel'] === 'self')?.['@href']).toBe(`${SITE}/${locale}/feed.xml`);
    expect(feed.entry).toHaveLength(Math.min(50, cases.size));
    for (const entry of feed.entry) {
      expect(Date.parse(String(entry['updated']))).not.toBeNaN();
      const { document } = pageAt(String(entry['id']).slice(SITE.length));
      const title = entry['title'] as string | { '#text': string };
      expect(textOf({ textContent: typeof title === 'string' ? title : title['#text'] })).toBe(
        textOf(document.querySelector('h1')),
      );
    }
  });

  test('are JSON Feed with the same entries', () => {
    const feed = readJson(`/${locale}/feed.json`) as Json & { items: Json[] };
    expect(feed['version']).toMatch(/^https:\/\/jsonfeed\.org\/version\/1(?:\.1)?$/);
    expect(feed['feed_url']).toBe(`${SITE}/${locale}/feed.json`);
    const atom = readXml(`/${locale}/feed.xml`)['feed'] as { entry: Json[] };
    expect(feed.items.map(({ id }) => id)).toEqual(atom.entry.map(({ id }) => id));
  });
});
