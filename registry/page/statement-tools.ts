import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Speaker } from './speaker.ts';

/**
 * What can be done with one statement of a record: link to it and, where the record has a page that says how, cite it. A script
 * puts copying between the two. Their names are short: who hears the page has just heard the statement, of whose item they are.
 */
export const statementTools = (anchor: string, cite: string | undefined, { t }: Pick<Speaker, 't'>): Element =>
  h('p.permalink', [
    h('a', { href: `#${anchor}` }, t('statement.link')),
    ...(cite ? [' · ', h('a', { href: `${cite}#${anchor}` }, t('statement.cite'))] : []),
  ]);
