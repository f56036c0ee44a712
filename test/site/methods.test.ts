import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { pageAt, pages, readBuilt, SITE, textOf } from './built-site.ts';
import { cases, contentLocales, methods, sessions, translationOf } from './content.ts';

const linksIn = (from: ParentNode, selector: string) =>
  [...from.querySelectorAll(selector)].map((link) => link.getAttribute('href')!);
const withMethod = (id: string) => [...cases].flatMap(([name, facts]) => (facts.methods?.includes(id) ? [name] : []));
const localeIds = [...contentLocales.keys()];

test('there are methods, and cases that use them', () => {
  expect(methods.size).toBeGreaterThan(2);
  expect(withMethod('sector-roundtable').length).toBeGreaterThan(3);
});

describe.each(localeIds)('in %s', (locale) => {
  test('the list of methods has each of them once, with the question it answers', () => {
    const { document } = pageAt(`/${locale}/methods/`);
    const links = linksIn(document, '.case-list .case-title a');
    expect(links.toSorted()).toEqual([...methods.keys()].map((id) => `/${locale}/methods/${id}/`).toSorted());
    const question = translationOf('sector-roundtable', locale) as { question: string } | undefined;
    expect(textOf(document.querySelector('.case-list'))).toContain(
      question?.question ?? methods.get('sector-roundtable')!.question,
    );
  });

  test('a page of a method has its steps and limits, and the cases that use it and no other', () => {
    for (const [id, facts] of methods) {
      const { document, path } = pageAt(`/${locale}/methods/${id}/`);
      const words = translationOf(id, locale) as { title: string; steps?: Record<string, { text: string }> } | undefined;
      expect(textOf(document.querySelector('h1')), path).toBe(words?.title ?? facts.title);
      for (const step of facts.steps ?? [])
        expect(textOf(document.querySelector(`#step-${step.id}`)), path).toContain(words?.steps?.[step.id]?.text ?? step.text);
      for (const limit of facts.limits ?? []) expect(document.querySelector(`#limit-${limit.id}`), path).not.toBeNull();
      const listed = linksIn(document, '.case-list .case-title a');
      expect(listed.toSorted(), path).toEqual(
        withMethod(id)
          .map((each) => `/${locale}/cases/${each}/`)
          .toSorted(),
      );
    }
  });

  test('a case leads to the methods that it used', () => {
    for (const [id, { methods: used = [] }] of cases) {
      const links = linksIn(pageAt(`/${locale}/cases/${id}/`).document, `.rail a[href^="/${locale}/methods/"]`);
      expect(links, id).toEqual(used.map((method) => `/${locale}/methods/${method}/`));
    }
  });

  test('readers find methods beside cases, called by their kind, on the page and in what its script searches', () => {
    const { documents } = JSON.parse(readBuilt(`/search/${locale}.json`)) as {
      documents: { id: string; card: { kind: string; problem: string } }[];
    };
    const found = documents.filter(({ card }) => card.kind === 'method');
    expect(found.map(({ id }) => id).toSorted()).toEqual([...methods.keys()].toSorted());
    expect(documents.length).toBe(cases.size + methods.size + sessions.size);
    const settings = JSON.parse(pageAt(`/${locale}/search/`).document.querySelector('#search-settings')!.textContent!) as {
      records: Record<string, string>;
      labels: Record<string, Record<string, string>>;
    };
    expect(settings.records['method']).toBe(`/${locale}/methods/{id}/`);
    expect(settings.labels['kinds']!['method']).toBeTruthy();
    expect(textOf(pageAt(`/${locale}/search/`).document.querySelector('#status'))).toContain(String(documents.length));
  });

  test('feeds are of cases', () => {
    expect(readBuilt(`/${locale}/feed.xml`)).not.toContain('/methods/');
  });
});

test('a method is published as data that its schema accepts', () => {
  const ajv = new Ajv2020({ strict: false, formats: { uri: (text: string) => URL.canParse(text) } });
  const validate = ajv.compile(JSON.parse(readBuilt('/schemas/method.schema.json')) as object);
  for (const id of methods.keys()) {
    const {
      schema,
      license,
      version,
      digest,
      pages: addresses,
      body,
      translations,
      ...data
    } = JSON.parse(readBuilt(`/methods/${id}.json`)) as Record<string, unknown>;
    const { id: own, ...facts } = data;
    expect(own).toBe(id);
    validate(facts);
    expect(validate.errors ?? [], id).toEqual([]);
    expect(addresses).toMatchObject({ es: `${SITE}/es/methods/${id}/` });
    expect({ schema, license, body, translations }).toMatchObject({ schema: 2 });
    expect(`${String(version)} ${String(digest)}`).toMatch(/^[0-9a-f]{10,12} [0-9a-f]{12}$/);
  }
});

test('search engines are told the languages that a method has words in, in its page and in the sitemap', () => {
  const sitemap = readBuilt('/sitemap-0.xml');
  for (const { path, document } of pages.filter(({ path }) => /^\/[a-z]+\/methods\/[^/]+\/$/.test(path))) {
    const id = path.split('/')[3]!;
    const spoken = localeIds.filter((locale) => locale === 'es' || translationOf(id, locale));
    const tags = [...document.querySelectorAll('link[rel="alternate"][hreflang]')].map((link) => link.getAttribute('hreflang'));
    expect(tags, path).toEqual([...spoken.map((locale) => contentLocales.get(locale)!.tag), 'x-default']);
    expect(sitemap.includes(`<loc>${SITE}${path}</loc>`), path).toBe(spoken.includes(path.split('/')[1]!));
  }
});
