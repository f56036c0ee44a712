import { describe, expect, test } from 'vitest';
import { pages, problemsOn } from './built-site.ts';
import { cases, contentLocales } from './content.ts';
import { invalidHtmlOf, pageSample } from './valid-html.ts';

test('there is a page for each case in each language, besides the others', () => {
  expect(pages.length).toBeGreaterThan(cases.size * contentLocales.size * 2);
});

test('pages are valid HTML, and pass the accessibility rules that need no browser', () => {
  expect(new Set(pageSample.map(({ locale }) => locale))).toEqual(new Set(['', ...contentLocales.keys()]));
  expect(invalidHtmlOf(pageSample)).toEqual([]);
});

describe('every page', () => {
  test('has one main heading that says something', () => {
    const found = problemsOn(({ outline }) => {
      const headings = outline.headings.filter(({ level }) => level === 1);
      return headings.length === 1 && headings[0]!.text.trim() ? [] : [`has ${headings.length} h1`];
    });
    expect(found).toEqual([]);
  });

  test('never skips a level of headings', () => {
    const found = problemsOn(function* ({ outline }) {
      let level = 0;
      for (const { level: next, text } of outline.headings) {
        if (next > level + 1) yield `goes from h${level} to h${next} at "${text}"`;
        level = next;
      }
    });
    expect(found).toEqual([]);
  });

  test('says which language it is in, and which language a switch leads to', () => {
    const [first] = contentLocales.values();
    const found = problemsOn(function* ({ outline, locale }) {
      const tag = (contentLocales.get(locale) ?? first!).tag;
      if (outline.lang !== tag) yield `has lang ${outline.lang}, not ${tag}`;
      const offered = outline.languages.map(({ lang }) => lang);
      if (offered.join() !== [...contentLocales.values()].map((known) => known.tag).join()) yield `offers ${offered.join()}`;
    });
    expect(found).toEqual([]);
  });

  test('has a title, a description and a viewport that can be zoomed', () => {
    const found = problemsOn(function* ({ outline }) {
      const said = (named: string) => outline.meta.find(({ name }) => name === named)?.['content'] ?? '';
      if (!outline.title.trim()) yield 'has no title';
      if (!said('description')) yield 'has no description';
      const viewport = said('viewport');
      if (!viewport.includes('width=device-width') || /user-scalable|maximum-scale/.test(viewport))
        yield `has viewport ${viewport}`;
    });
    expect(found).toEqual([]);
  });

  test('carries the content security policy before anything that it governs', () => {
    const found = problemsOn(function* ({ outline, html }) {
      const policy = outline.meta.find((meta) => meta['http-equiv'] === 'Content-Security-Policy')?.['content'] ?? '';
      if (!policy.startsWith("default-src 'none';")) yield 'denies nothing by default';
      if (!/script-src 'self'(?:;|$)/.test(policy) || /unsafe|\*/.test(policy)) yield `allows too much: ${policy}`;
      if (html.search(/<(?:script|style|link)\b/) < html.indexOf('Content-Security-Policy')) yield 'loads something first';
    });
    expect(found).toEqual([]);
  });

  test('has nothing inline that the policy would block', () => {
    const found = problemsOn(function* ({ outline }) {
      for (const { src, type = '' } of outline.script)
        if (src === undefined && !/^application\/(?:ld\+)?json$/.test(type)) yield 'has an inline script';
      yield* outline.inline;
    });
    expect(found).toEqual([]);
  });

  test('loads nothing from another host', () => {
    const found = problemsOn(({ html }) =>
      [...html.matchAll(/<(?:script|img|iframe|source|use|link rel="(?:stylesheet|preload|icon)")[^>]*(?:src|href)="([^"]+)"/g)]
        .map((match) => match[1]!)
        .filter((address) => !/^\/(?!\/)/.test(address)),
    );
    expect(found).toEqual([]);
  });

  test('works without JavaScript: only searching, telling a case and the tools of a case have scripts, which all can do without', () => {
    const withScript = pages
      .filter(({ outline }) => outline.script.some(({ src }) => src) || outline.link.some(({ rel }) => rel === 'modulepreload'))
      .map(({ path }) => path)
      .filter((path) => !/^\/[a-z]+\/(?:submit\/|cases\/[^/]+\/$|compare\/|shortlist\/|here\/)/.test(path));
    expect(withScript.toSorted()).toEqual([...contentLocales.keys()].map((locale) => `/${locale}/search/`).toSorted());
  });
});
