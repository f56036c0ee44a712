import type { Block } from '../document.ts';

/** Letters of a head that stand beside each other over the width of a page; fewer than there is room for in any of our faces. */
const LETTERS = 85;

/** The widths of a table's columns, each with room for the longest word of its head: no head is broken inside a word. */
export function roomForHeads({ widths, head }: Pick<Extract<Block, { type: 'table' }>, 'widths' | 'head'>): number[] {
  const sum = widths.reduce((a, b) => a + b, 0);
  return widths.map((width, index) => {
    const longest = Math.max(0, ...(head[index]?.text ?? '').split(/\s+/).map((word) => word.length + 1));
    return Math.max(width, Math.min((longest / LETTERS) * sum, sum / widths.length));
  });
}
