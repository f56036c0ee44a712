import type { Node, Parents, PhrasingContent, Root, Text } from 'mdast';
import { lineFinder, type LinePlace } from '../content/lines.ts';

/** A citation in a text, Pandoc style: `[@source-id, page 12]` (https://pandoc.org/MANUAL.html#citation-syntax). */
export interface CitationNode extends Node {
  type: 'citation';
  id: string;
  /** The locator as written; empty without one. */
  locator: string;
  /** The whole citation as written. */
  value: string;
}

declare module 'mdast' {
  interface RootContentMap {
    citation: CitationNode;
  }
  interface PhrasingContentMap {
    citation: CitationNode;
  }
}

const CITATION = /\[@([a-z0-9-]+)(?:, ([^\]\n]{1,120}))?\]/g;

/**
 * Turns the citations in a body's text into nodes. Only visible text counts: not code, not text after a backslash, not the
 * words of a link.
 */
export function markCitations(root: Root, body: string): Root {
  if (body.includes('[@')) markIn(root, body, lineFinder(body));
  return root;
}

function markIn(parent: Parents, body: string, place: (offset: number) => LinePlace): void {
  if (parent.type === 'link' || parent.type === 'linkReference') return;
  const children = parent.children as PhrasingContent[];
  if (children.some((child) => child.type === 'text' && child.value.includes('[@')))
    parent.children = children.flatMap((child) => (child.type === 'text' ? split(child, body, place) : child)) as never;
  for (const child of parent.children) if ('children' in child) markIn(child, body, place);
}

function split(node: Text, body: string, place: (offset: number) => LinePlace): PhrasingContent[] {
  const start = node.position!.start.offset!;
  const raw = body.slice(start, node.position!.end.offset);
  const parts: PhrasingContent[] = [];
  // A text node differs from its source by escapes and references; both have the citations in the same order.
  let [valueAt, rawAt] = [0, 0];
  const point = (offset: number) => ({ ...place(start + offset), offset: start + offset });
  const push = (value: string, from: number, to: number) => {
    if (value) parts.push({ type: 'text', value, position: { start: point(from), end: point(to) } });
  };
  for (const { 0: value, 1: id, 2: locator = '', index } of raw.matchAll(CITATION)) {
    const inValue = node.value.indexOf(value, valueAt);
    if (inValue < 0 || isEscaped(raw, index)) continue;
    push(node.value.slice(valueAt, inValue), rawAt, index);
    [valueAt, rawAt] = [inValue + value.length, index + value.length];
    parts.push({ type: 'citation', id: id!, locator, value, position: { start: point(index), end: point(rawAt) } });
  }
  if (parts.length === 0) return [node];
  push(node.value.slice(valueAt), rawAt, raw.length);
  return parts;
}

/** Whether an odd number of backslashes precedes it. */
const isEscaped = (raw: string, index: number) => /(?<!\\)(?:\\\\)*\\$/.test(raw.slice(Math.max(0, index - 8), index));
