import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';

/** What stands inside an element: others, or text. */
export type HtmlContent = ElementContent | string;

/** HTML of a tree that this code has built: texts are escaped, and there is no raw HTML in it. */
export const html = (tree: Element): string => toHtml(tree);
