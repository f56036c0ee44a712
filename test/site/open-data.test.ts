import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Parser } from 'n3';
import { describe, expect, inject, test } from 'vitest';
import { doorPaths, feedPaths } from '#registry/addresses.ts';
import { sha256 } from '#registry/federation/format.ts';
import { PREFIXES } from '#registry/federation/rdf.ts';
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
function factsOf(published: Json): Json {
  const { schema, id, license, version, digest, pages: _pages, modified, outcome, body, translations, ...facts } = published;
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
  const { url: entries } = readXml(index!.loc.slice(SITE.length))['urlset'] as {
    url: { loc: string; lastmod?: string; 'xhtml:link': Json[] }[];
  };

  test('lists exactly the pages that search engines should keep', () => {
    const indexable = pages.filter(isIndexable).map(({ path }) => SITE + path);
    expect(entries.map(({ loc }) => loc).toSorted()).toEqual(indexable.toSorted());
  });

  test('gives the versions of a page as the page itself gives them', () => {
    for (const { loc, 'xhtml:link': links } of entries) {
      const { link: own } = pageAt(loc.slice(SITE.length)).outline;
      const expected = own
        .filter(({ hreflang }) => hreflang !== undefined && hreflang !== 'x-default')
        .map(({ hreflang, href }) => `${hreflang} ${href}`);
      expect(links.map((link) => `${String(link['@hreflang'])} ${String(link['@href'])}`).toSorted(), loc).toEqual(
        expected.toSorted(),
      );
    }
  });

  test('says of each case when it last changed, as its page does', () => {
    const ofCases = entries.filter(({ loc }) => /^\/\w+\/cases\/[\w-]+\/$/.test(new URL(loc).pathname));
    expect(ofCases.length).toBeGreaterThan(cases.size);
    for (const { loc, lastmod } of ofCases) {
      const data = pageAt(loc.slice(SITE.length)).document.querySelector('script[type="application/ld+json"]')!.textContent;
      expect(lastmod?.slice(0, 10), loc).toBe((JSON.parse(data) as Json)['dateModified']);
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

describe('what other registries read', () => {
  const discovery = readJson(feedPaths.discovery) as { feeds: { schema: number; index: string }[]; registry: string };
  const [{ schema, index }] = discovery.feeds as [{ schema: number; index: string }];

  test('names this site and leads to every published case, to the byte', () => {
    expect(discovery.registry).toBe(SITE);
    const { pages: listed } = readJson(index) as unknown as { pages: { page: string; sha256: string }[] };
    const records = listed.flatMap(({ page, sha256: digest }) => {
      const text = readBuilt(feedPaths.page(schema, page));
      expect(sha256(text)).toBe(digest);
      return (JSON.parse(text) as { records: { id: string; sha256: string }[] }).records;
    });
    expect(records.map(({ id }) => id).toSorted()).toEqual([...cases.keys()].toSorted());
    for (const { id, sha256: digest } of records) expect(sha256(readBuilt(feedPaths.record(schema, id))), id).toBe(digest);
  });

  test('is served to whoever asks, also below a name with a dot; other such names are the server’s own', async () => {
    const origin = inject('origin');
    const answer = await fetch(`${origin}${feedPaths.discovery}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('etag')).toBeTruthy();
    expect((await fetch(`${origin}${feedPaths.bundle(schema, '00')}`)).headers.get('content-type')).toContain('x-ndjson');
    expect((await fetch(`${origin}${feedPaths.skos}`)).headers.get('content-type')).toContain('text/turtle');
    for (const path of [
      '/.published.json',
      '/%2epublished.json',
      '/.well-known/.published.json',
      '/.well-known/../.published.json',
    ])
      expect((await fetch(`${origin}${path}`)).status, path).toBe(404);
  });
});

describe('what catalogues and harvesters of other kinds read', () => {
  test('lists every published case in the catalogue, in both forms, and with a digest among the resources', () => {
    const wanted = [...cases.keys()].map((id) => `${SITE}/cases/${id}#case`).toSorted();
    const parts = [...builtFiles].filter((file) => /^\/catalog(?:\/\d+)?\.ttl$/.test(file));
    const inTurtle = parts.flatMap((part) =>
      new Parser()
        .parse(readBuilt(part))
        .flatMap(({ predicate, object }) => (predicate.value === `${PREFIXES.dcat}dataset` ? [object.value] : [])),
    );
    expect(inTurtle.toSorted()).toEqual(wanted);
    const inJson = parts.flatMap((part) =>
      (readJson(part.replace('.ttl', '.jsonld'))['@graph'] as Json[]).flatMap((thing) =>
        (thing['@type'] as string[]).includes('dcat:Dataset') ? [thing['@id']] : [],
      ),
    );
    expect(inJson.toSorted()).toEqual(wanted);
    const { url } = readXml(doorPaths.resources)['urlset'] as { url: (Json & { 'rs:md': Json })[] };
    expect(url).toHaveLength(cases.size);
    for (const { loc, 'rs:md': about } of url)
      expect(about['@hash']).toBe(`sha-256:${sha256(readBuilt(new URL(String(loc)).pathname))}`);
  });

  test('is served as what it is', async () => {
    const typeOf = async (path: string) => (await fetch(inject('origin') + path)).headers.get('content-type');
    expect(await typeOf(doorPaths.catalogue(1, 'ttl'))).toContain('text/turtle');
    expect(await typeOf(doorPaths.catalogue(1, 'jsonld'))).toContain('application/ld+json');
    expect(await typeOf(doorPaths.resourceSync)).toContain('application/xml');
  });

  test('is a data set of schema.org in the page of open data', () => {
    for (const locale of contentLocales.keys()) {
      const block = pageAt(`/${locale}/data/`).document.querySelector('script[type="application/ld+json"]')!;
      expect(JSON.parse(block.textContent)).toMatchObject({
        ...{ '@type': 'Dataset', '@id': `${SITE}/${locale}/data/`, license: 'https://creativecommons.org/licenses/by/4.0/' },
        distribution: [{ contentUrl: `${SITE}/cases.json` }, { contentUrl: `${SITE}/cases.csv` }],
      });
    }
  });
});
