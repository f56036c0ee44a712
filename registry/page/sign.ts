import type { Element } from 'hast';
import { h, s } from 'hastscript';

/** A sign with its word: states differ by shape, and not by colour alone. */
export const signMark = (id: string, word: string): Element =>
  h('span', { className: ['sign', `sign-${id}`] }, [
    s('svg', { width: 14, height: 14, ariaHidden: 'true' }, s('use', { href: `/signs.svg#${id}` })),
    ' ',
    h('span', word),
  ]);
