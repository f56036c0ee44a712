import type { Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';

/**
 * Gives a position to the nodes that have none: mdast-util-gfm-autolink-literal cuts a text in pieces where it finds an address
 * in it ("(véase)www.example.org"), and does not say where they stand. Each is looked for after the one before it.
 */
export function placeNodes(root: Root, body: string): Root {
  placeChildren(root, body);
  return root;
}

function placeChildren(parent: Nodes, body: string): void {
  if (!('children' in parent)) return;
  const { start, end } = parent.position!;
  let from = start.offset!;
  for (const child of parent.children) {
    if (!child.position) {
      const words = toString(child);
      const found = body.indexOf(words, from);
      const at = found < 0 || found + words.length > end.offset! ? from : found;
      const to = Math.min(at + words.length, end.offset!);
      child.position = { start: pointAt(body, at), end: pointAt(body, to) };
    }
    from = child.position.end.offset!;
    placeChildren(child, body);
  }
}

function pointAt(body: string, offset: number): NonNullable<Nodes['position']>['start'] {
  const lines = body.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1, offset };
}
