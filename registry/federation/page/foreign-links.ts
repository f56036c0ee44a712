import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { paths } from '../../addresses.ts';
import type { Foreign } from '../foreign.ts';

/** The address of a case in its own registry, in one of its languages. It is made here: a registry gives us no address to follow. */
export const originalAddress = (registry: string, language: string, id: string): string => registry + paths.case(language, id);

/**
 * Has the links of a page that was made of another registry's records lead where they should: to its cases as they are shown here, to
 * our own lists where we have them, and else to nowhere.
 */
export function leadLinks<Tree extends Element | Root>(
  tree: Tree,
  { peer, registry }: Foreign,
  hasPage: (path: string) => boolean,
): Tree {
  visit(tree, 'element', (element, index, parent) => {
    const href = element.properties['href'];
    if (element.tagName !== 'a' || isRelated(element) || typeof href !== 'string' || !href.startsWith('/')) return undefined;
    const [path = '', anchor] = href.split('#');
    const [, locale = '', folder, id = ''] = path.split('/');
    if (folder === 'registries') return undefined;
    const after = anchor === undefined ? '' : `#${anchor}`;
    if (folder === 'cases' && registry.cases.has(id)) {
      element.properties['href'] = paths.foreignCase(locale, peer.id, id) + after;
      return undefined;
    }
    if (folder !== 'cases' && hasPage(path)) return undefined;
    if (parent && index !== undefined) {
      const { lang } = element.properties;
      parent.children[index] = { ...element, tagName: 'span', properties: lang === undefined ? {} : { lang } };
      return [SKIP, index + 1];
    }
    return undefined;
  });
  return tree;
}

/** A link that already leads to a page of this site, whatever registry the page around it is of. */
const isRelated = ({ properties: { rel } }: Element) => Array.isArray(rel) && rel.includes('related');
