import type { Element, ElementContent } from 'hast';

/**
 * An element as plain data, which the server writes as HTML and a browser puts into its page; attributes have their names of HTML.
 * Texts stay texts, so that no result can become markup. Hastscript would be a large part of the page's scripts.
 */
export const element = (
  tagName: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (ElementContent | string)[]
): Element => ({ type: 'element', tagName, properties: { ...attributes }, children: asContent(children) });

export const asContent = (children: readonly (ElementContent | string)[]): ElementContent[] =>
  children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child));
