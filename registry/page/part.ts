import type { Element } from 'hast';
import { h } from 'hastscript';
import type { HtmlContent } from './html.ts';

/** A section of a page: its anchor, heading and content. */
export interface PagePart {
  id: string;
  title: string;
  content: HtmlContent[];
}

export const section = ({ id, title, content }: PagePart, after: HtmlContent[] = []): Element =>
  h('section', { id }, [h('h2', { id: `${id}-title` }, title), ...content, ...after]);

/** The list of a page's sections, for navigation. */
export const contents = (parts: readonly PagePart[], title: string): Element =>
  h('nav.contents', { ariaLabel: title }, [
    h('p.kicker', title),
    h(
      'ol',
      parts.map((part) => h('li', h('a', { href: `#${part.id}` }, part.title))),
    ),
  ]);
