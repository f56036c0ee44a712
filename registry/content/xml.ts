import type { Element, ElementContent } from 'xast';
import { x } from 'xastscript';
import { toXml } from 'xast-util-to-xml';

/** Signs that XML 1.0 cannot hold, however they are written. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export type Attributes = Readonly<Record<string, string | undefined>>;
type Content = Element | string | undefined;

/** An element; what is undefined is left out, of its attributes and of what is in it. */
export const xmlElement = (name: string, attributes: Attributes, ...content: readonly Content[]): Element =>
  x(
    name,
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, value === undefined ? value : xmlWritable(value)])),
    content.flatMap((part) => (typeof part === 'string' ? textNodes(xmlWritable(part)) : (part ?? []))),
  );

/** A text, or a whole document, without what no document may hold. */
export const xmlWritable = (text: string): string => text.toWellFormed().replaceAll(UNWRITABLE, '');

/** These three signs may not follow each other in a text, which the package that writes it does not see to. */
const textNodes = (text: string): ElementContent[] =>
  text.split(']]>').flatMap((value, index): ElementContent[] => [
    ...(index > 0
      ? [
          { type: 'text' as const, value: ']]' },
          { type: 'cdata' as const, value: '>' },
        ]
      : []),
    { type: 'text', value },
  ]);

export const xmlDocument = (root: Element): string =>
  toXml({
    type: 'root',
    children: [{ type: 'instruction', name: 'xml', value: 'version="1.0" encoding="UTF-8"' }, root],
  });
