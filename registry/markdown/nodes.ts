import type { Nodes } from 'mdast';

/** The nodes of a body in order, outermost first. */
export function nodesIn(node: Nodes, found: Nodes[] = []): readonly Nodes[] {
  found.push(node);
  if ('children' in node) for (const child of node.children) nodesIn(child, found);
  return found;
}
