import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { inject } from 'vitest';
import { type Outline, readOutline } from './outline.ts';

export const SITE = 'https://registry.example';

/** One built page with its address and content. */
export interface Page {
  path: string;
  html: string;
  readonly document: Document;
  readonly outline: Outline;
  /** Locale id; empty for the language chooser and the 404 page. */
  locale: string;
}

export const siteDir = inject('siteDir');

/** All published files, by address: `/es/index.html`. */
export const builtFiles: ReadonlySet<string> = new Set(
  globSync(['**/*', '.well-known/*'], { cwd: siteDir, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(siteDir.length).replaceAll('\\', '/')),
);

export const readBuilt = (address: string): string => readFileSync(join(siteDir, address), 'utf8');

/** Every page of the site; `/404.html` keeps its name, other addresses end in a slash. The HTML of a pack is a file to take away. */
export const pages: readonly Page[] = [...builtFiles]
  .filter((file) => file.endsWith('/index.html') || file === '/404.html')
  .toSorted()
  .map((file) => {
    const html = readBuilt(file);
    let parsed: Document | undefined;
    let outline: Outline | undefined;
    const locale = /^\/([a-z]{2,3})\//.exec(file)?.[1] ?? '';
    return {
      path: file.replace(/index\.html$/, ''),
      html,
      locale,
      get document() {
        return (parsed ??= parseHTML(html).document);
      },
      get outline() {
        return (outline ??= readOutline(html, SITE));
      },
    };
  });

export const pageAt = (path: string): Page => {
  const page = pages.find((candidate) => candidate.path === path);
  if (!page) throw new Error(`There is no page ${path}`);
  return page;
};

/** Text as displayed: one space between words. */
export const textOf = (node: { textContent: string | null } | null | undefined) =>
  (node?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** The address that search engines should keep, as often as the page names one. */
export const canonicalOf = ({ outline }: Page) => outline.link.filter(({ rel }) => rel === 'canonical').map(({ href }) => href);

export const isIndexable = (page: Page) =>
  !page.outline.meta.some(({ name }) => name === 'robots') && canonicalOf(page)[0] === SITE + page.path;

/** Errors by page; a test expects none. */
export const problemsOn = (check: (page: Page) => Iterable<string>, among: readonly Page[] = pages): string[] =>
  among.flatMap((page) => [...check(page)].map((problem) => `${page.path} ${problem}`));
