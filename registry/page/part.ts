import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Content } from './html.ts';

/** A section of a page: its anchor, its heading, and what stands below. */
export interface Part {
  id: string;
  title: string;
  content: Content[];
}

export const section = ({ id, title, content }: Part, after: Content[] = []): Element =>
  h('section', { id, ariaLabelledBy: `${id}-title` }, [h('h2', { id: `${id}-title` }, title), ...content, ...after]);

/** The list of a page's sections, for those who want to jump. */
export const contents = (parts: readonly Part[], title: string): Element =>
  h('nav.contents', { ariaLabel: title }, [
    h('p.kicker', title),
    h(
      'ol',
      parts.map((part) => h('li', h('a', { href: `#${part.id}` }, part.title))),
    ),
  ]);
