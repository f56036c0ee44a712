import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Speaker } from './speaker.ts';

/**
 * What can be done with one statement of a record: link to it and, where the record has a page that says how, cite it. A script
 * puts copying between the two.
 */
export const statementTools = (anchor: string, text: string, cite: string | undefined, { t }: Pick<Speaker, 't'>): Element =>
  h('p.permalink', [
    h('a', { href: `#${anchor}`, ariaLabel: t('statement.link.of', { text }) }, t('statement.link')),
    ...(cite
      ? [' · ', h('a', { href: `${cite}#${anchor}`, ariaLabel: t('statement.cite.of', { text }) }, t('statement.cite'))]
      : []),
  ]);
