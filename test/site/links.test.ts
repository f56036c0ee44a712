import { expect, test } from 'vitest';
import { builtFiles, canonicalOf, isIndexable, type Page, pageAt, pages, problemsOn, readBuilt, SITE } from './built-site.ts';
import { contentLocales, translationOf, cases } from './content.ts';

const byPath = new Map(pages.map((page) => [page.path, page]));
const ids = new Map<string, Set<string>>();

function idsOf(address: string): Set<string> {
  let found = ids.get(address);
  if (!found) {
    const text = byPath.get(address)?.html ?? readBuilt(address);
    found = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!));
    ids.set(address, found);
  }
  return found;
}

/** Why an internal address is broken; undefined when it works. */
function whyBroken(href: string, from: Page): string | undefined {
  const url = new URL(href, SITE + from.path);
  if (url.origin !== SITE) return /^https?:$/.test(url.protocol) ? undefined : 'is not a web address';
  // The form for a correction and the brief as a file are made by the server, for each case that has a page.
  const path = url.pathname.replace(/^(\/[a-z]+\/cases\/[^/]+\/)(?:improve\/|report\/|confirm\/|brief\.pdf)$/, '$1');
  // Pages that only a server has.
  if (/^\/[a-z]+\/(?:sessions\/new|upload|submit\/pilot|labs\/[^/]+\/letter\.pdf)\/?$|^\/oai$/.test(path)) return undefined;
  const isThere = byPath.has(path) || builtFiles.has(path);
  if (!isThere) return 'leads to nothing';
  const fragment = decodeURIComponent(url.hash.slice(1));
  return fragment && !idsOf(url.pathname).has(fragment) ? 'leads to no such place on the page' : undefined;
}

test('every link, fragment, form and asset leads somewhere', () => {
  const checked = new Set<string>();
  const found = problemsOn(function* (page) {
    for (const address of page.outline.addresses) {
      checked.add(address);
      const why = whyBroken(address, page);
      if (why) yield `${address} ${why}`;
    }
  });
  expect(found).toEqual([]);
  expect(checked.size).toBeGreaterThan(pages.length / 2);
});

test('what style sheets load is published', () => {
  for (const sheet of [...builtFiles].filter((file) => file.endsWith('.css'))) {
    const loaded = [...readBuilt(sheet).matchAll(/url\((?:"|')?([^)"']+)/g)].map((match) => match[1]!);
    expect(loaded.filter((address) => !builtFiles.has(new URL(address, SITE + sheet).pathname))).toEqual([]);
  }
});

test('a link into the search page asks for values that its filters have', () => {
  const boxes = new Map(
    [...contentLocales.keys()].map((locale) => {
      const { document } = pageAt(`/${locale}/search/`);
      return [
        locale,
        new Set(
          [...document.querySelectorAll('#filters input')].map(
            (box) => `${box.getAttribute('name')}=${box.getAttribute('value')}`,
          ),
        ),
      ];
    }),
  );
  let asked = 0;
  const found = problemsOn(function* ({ outline, path }) {
    for (const address of [...outline.addresses].filter((one) => one.includes('/search/?'))) {
      const url = new URL(address, SITE + path);
      for (const [name, value] of url.searchParams) {
        if (name === 'q') continue;
        asked += 1;
        // The search page omits a filter whose cases all have the same value.
        const known = boxes.get(url.pathname.split('/')[1]!)!;
        const isOffered = [...known].some((box) => box.startsWith(`${name}=`));
        if (isOffered && !known.has(`${name}=${value}`)) yield `asks for ${name}=${value}`;
      }
    }
  });
  expect(found).toEqual([]);
  expect(asked).toBeGreaterThan(0);
});

const alternatesOf = ({ outline }: Page) =>
  new Map(
    outline.link.filter(({ rel, hreflang }) => rel === 'alternate' && hreflang).map(({ hreflang, href }) => [hreflang!, href!]),
  );

test('every page names the one address that search engines should keep, and it exists', () => {
  const found = problemsOn(function* (page) {
    const links = canonicalOf(page);
    const href = links[0] ?? '';
    if (links.length !== 1) yield `has ${links.length} canonical links`;
    else if (!href.startsWith(SITE) || !byPath.has(href.slice(SITE.length))) yield `has the canonical address ${href}`;
  });
  expect(found).toEqual([]);
});

test('a page and its versions in other languages name each other', () => {
  const found = problemsOn(function* (page) {
    const alternates = alternatesOf(page);
    const own = alternates.get(contentLocales.get(page.locale)!.tag);
    if (own !== SITE + page.path) yield `does not name itself but ${own}`;
    if (!alternates.has('x-default')) yield 'has no default for other languages';
    for (const [language, href] of alternates) {
      const other = byPath.get(href.slice(SITE.length));
      if (!other || !isIndexable(other)) yield `names ${href}, which is not to be found`;
      else if (language !== 'x-default' && alternatesOf(other).get(contentLocales.get(page.locale)!.tag) !== SITE + page.path)
        yield `is not named by ${href}`;
    }
  }, pages.filter(isIndexable));
  expect(found).toEqual([]);
});

test('a page is offered in every language that has its words', () => {
  const tags = [...contentLocales].map(([id, { tag }]) => [id, tag] as const);
  const found = problemsOn(function* (page) {
    const id = /^\/[a-z]+\/cases\/([^/]+)\/$/.exec(page.path)?.[1];
    const expected = tags
      .filter(([locale]) => id === undefined || cases.get(id)!.language === locale || translationOf(id, locale) !== undefined)
      .map(([, tag]) => tag);
    const given = [...alternatesOf(page).keys()].filter((language) => language !== 'x-default');
    if (given.toSorted().join() !== expected.toSorted().join()) yield `is offered in ${given.join()}, not in ${expected.join()}`;
  });
  expect(found).toEqual([]);
});

test('the language switch stays on the same page', () => {
  const found = problemsOn(function* ({ outline, path, locale }) {
    if (!locale) return;
    const rest = path.slice(`/${locale}`.length);
    for (const [index, { href }] of outline.languages.entries()) {
      const expected = `/${[...contentLocales.keys()][index]}${rest}`;
      if (href !== expected) yield `leads to ${href}, not ${expected}`;
    }
  });
  expect(found).toEqual([]);
});
