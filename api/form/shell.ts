import { join } from 'node:path';
import type { Element, ElementContent } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { fillBuiltPage, hideFromEngines } from '../edition/built-page.ts';

export interface ShellPage {
  title: string;
  main: ElementContent[];
  /** The page's address in another locale. */
  pathIn: (locale: string) => string;
  /** For pages about one submission, or with typed values: not for search engines or shared caches. */
  isPrivate: boolean;
  /** Another page of the site that lends its frame, where the form may be off. */
  frame?: string;
}

/**
 * Puts a page into a frame that the site was built with: header, footer, styles and scripts. Undefined when the site has no such
 * frame: that of the form is built with SUBMISSIONS=on.
 */
export async function fillShell(siteDir: string, locale: string, name: string, page: ShellPage): Promise<string | undefined> {
  return await fillBuiltPage(join(siteDir, locale, page.frame ?? 'submit', 'index.html'), (root) => {
    visit(root, 'element', (element, index, parent) => {
      if (element.tagName === 'title' && parent?.type === 'element' && parent.tagName === 'head') {
        element.children = [{ type: 'text', value: `${page.title} · ${name}` }];
      } else if (element.properties['id'] === 'main') {
        element.children = page.main;
        return SKIP;
      } else if (page.isPrivate && isPublicMetadata(element)) {
        parent!.children.splice(index!, 1);
        return [SKIP, index!];
      } else if (element.tagName === 'a' && isIn(parent, 'li') && element.properties['hrefLang']) {
        element.properties['href'] = page.pathIn(localeOf(element));
      }
      return undefined;
    });
    if (page.isPrivate) hideFromEngines(root);
  });
}

const isIn = (parent: unknown, tag: string) => (parent as Element | undefined)?.tagName === tag;

/** The locale that a link of the language switch leads to, from the address it was built with. */
const localeOf = ({ properties }: Element) => /^\/([a-z]{2,3})\//.exec(String(properties['href']))?.[1] ?? '';

const isPublicMetadata = ({ tagName, properties }: Element) =>
  (tagName === 'link' &&
    /canonical|alternate/.test(String(properties['rel'])) &&
    Boolean(properties['hrefLang'] ?? String(properties['rel']).includes('canonical'))) ||
  (tagName === 'meta' && (String(properties['property']).startsWith('og:') || properties['name'] === 'robots'));
