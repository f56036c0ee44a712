import type { Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { lineFinder, type LinePlace } from '../content/lines.ts';

/**
 * Adds missing positions to nodes: mdast-util-gfm-autolink-literal splits a text at an address ("(véase)www.example.org") and
 * drops the positions of the parts. Searches for each part after the one before it.
 */
export function placeNodes(root: Root, body: string): Root {
  placeChildren(root, body, lineFinder(body));
  return root;
}

function placeChildren(parent: Nodes, body: string, find: (offset: number) => LinePlace): void {
  if (!('children' in parent)) return;
  const { start, end } = parent.position!;
  let from = start.offset!;
  for (const child of parent.children) {
    if (!child.position) {
      const words = toString(child);
      const found = body.indexOf(words, from);
      const at = found < 0 || found + words.length > end.offset! ? from : found;
      const to = Math.min(at + words.length, end.offset!);
      child.position = { start: { ...find(at), offset: at }, end: { ...find(to), offset: to } };
    }
    from = child.position.end.offset!;
    placeChildren(child, body, find);
  }
}
