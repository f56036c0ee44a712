import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';

/** The content of an element: elements or text. */
export type HtmlContent = ElementContent | string;

/** Serialises a tree that our code has built: texts are escaped, and it contains no raw HTML. */
export const html = (tree: Element): string => toHtml(tree);
