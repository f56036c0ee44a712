import { describe, expect, test } from 'vitest';
import { pages, problemsOn, textOf } from './built-site.ts';
import { cases, contentLocales } from './content.ts';
import { invalidHtmlOf } from './valid-html.ts';

test('there is a page for each case in each language, besides the others', () => {
  expect(pages.length).toBeGreaterThan(cases.size * contentLocales.size * 2);
});

/** Each page in one of its languages, in turn, and whatever stands in no language; every-page.test.ts validates all of them. */
describe.each(['', ...contentLocales.keys()])('in the folder of the language "%s"', (folder) => {
  test('pages are valid HTML, and pass the accessibility rules that need no browser', () => {
    const languages = [...contentLocales.keys()];
    const inFolder = pages.filter(({ locale }) => locale === folder);
    const among = inFolder.filter((_, at) => folder === '' || at % languages.length === languages.indexOf(folder));
    expect(among.length).toBeGreaterThan(0);
    expect(invalidHtmlOf(among)).toEqual([]);
  });
});

describe('every page', () => {
  test('has one main heading that says something', () => {
    const found = problemsOn(({ document }) => {
      const headings = [...document.querySelectorAll('h1')];
      return headings.length === 1 && textOf(headings[0]) ? [] : [`has ${headings.length} h1`];
    });
    expect(found).toEqual([]);
  });

  test('never skips a level of headings', () => {
    const found = problemsOn(function* ({ document }) {
      let level = 0;
      for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
        const next = Number(heading.tagName.slice(1));
        if (next > level + 1) yield `goes from h${level} to h${next} at "${textOf(heading)}"`;
        level = next;
      }
    });
    expect(found).toEqual([]);
  });

  test('says which language it is in, and which language a switch leads to', () => {
    const [first] = contentLocales.values();
    const found = problemsOn(function* ({ document, locale }) {
      const tag = (contentLocales.get(locale) ?? first!).tag;
      const lang = document.documentElement.getAttribute('lang');
      if (lang !== tag) yield `has lang ${lang}, not ${tag}`;
      const offered = [...document.querySelectorAll('nav.languages a')].map((link) => link.getAttribute('lang'));
      if (offered.join() !== [...contentLocales.values()].map((known) => known.tag).join()) yield `offers ${offered.join()}`;
    });
    expect(found).toEqual([]);
  });

  test('has a title, a description and a viewport that can be zoomed', () => {
    const found = problemsOn(function* ({ document }) {
      if (!textOf(document.querySelector('title'))) yield 'has no title';
      if (!document.querySelector('meta[name="description"]')?.getAttribute('content')) yield 'has no description';
      const viewport = document.querySelector('meta[name="viewport"]')?.getAttribute('content') ?? '';
      if (!viewport.includes('width=device-width') || /user-scalable|maximum-scale/.test(viewport))
        yield `has viewport ${viewport}`;
    });
    expect(found).toEqual([]);
  });

  test('carries the content security policy before anything that it governs', () => {
    const found = problemsOn(function* ({ document, html }) {
      const policy = document.querySelector('head > meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
      if (!policy.startsWith("default-src 'none';")) yield 'denies nothing by default';
      if (!/script-src 'self'(?:;|$)/.test(policy) || /unsafe|\*/.test(policy)) yield `allows too much: ${policy}`;
      if (html.search(/<(?:script|style|link)\b/) < html.indexOf('Content-Security-Policy')) yield 'loads something first';
    });
    expect(found).toEqual([]);
  });

  test('has nothing inline that the policy would block', () => {
    const found = problemsOn(function* ({ document }) {
      for (const script of document.querySelectorAll('script:not([src])')) {
        if (!/^application\/(?:ld\+)?json$/.test(script.getAttribute('type') ?? '')) yield 'has an inline script';
      }
      if (document.querySelector('style')) yield 'has a style element';
      for (const element of document.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          if (name === 'style' || /^on/i.test(name)) yield `has ${name}="${value}"`;
          if (/^(?:href|src|action|formaction)$/i.test(name) && /^\s*(?:javascript|data|vbscript):/i.test(value))
            yield `leads to ${value}`;
        }
      }
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
      .filter(({ document }) => document.querySelector('script[src], link[rel="modulepreload"]'))
      .map(({ path }) => path)
      .filter((path) => !/^\/[a-z]+\/(?:submit\/|cases\/[^/]+\/$|compare\/|shortlist\/|here\/)/.test(path));
    expect(withScript.toSorted()).toEqual([...contentLocales.keys()].map((locale) => `/${locale}/search/`).toSorted());
  });
});
