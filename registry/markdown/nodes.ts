import type { Nodes, Root } from 'mdast';

const known = new WeakMap<Root, readonly Nodes[]>();

/** The nodes of a body in order, outermost first; its tree is walked once for all that look at it. */
export function nodesIn(root: Root): readonly Nodes[] {
  let nodes = known.get(root);
  if (!nodes) known.set(root, (nodes = collect(root)));
  return nodes;
}

function collect(node: Nodes, found: Nodes[] = []): Nodes[] {
  found.push(node);
  if ('children' in node) for (const child of node.children) collect(child, found);
  return found;
}
