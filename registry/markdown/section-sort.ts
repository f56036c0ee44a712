import { toString } from 'mdast-util-to-string';
import type { Heading } from 'mdast';
import { parseMarkdown } from './parse.ts';

/**
 * Sorts the second-level sections of a body by `rank`, each with everything below its heading. Undefined when a heading has no
 * rank or repeats, when text or a first-level heading is outside a section, or when the result would parse differently.
 */
export function sortSections(body: string, rank: (heading: string) => number | undefined): string | undefined {
  const headings = headingsOf(body);
  const ranks = headings.map((heading) => rank(toString(heading)));
  if (headings.some(({ depth }) => depth === 1) || ranks.includes(undefined) || new Set(ranks).size < ranks.length)
    return undefined;
  const starts = headings.map(({ position }) => position!.start.offset!);
  const before = body.slice(0, starts[0]);
  if (before.trim() !== '') return undefined;
  const parts = starts.map((start, index) => ({ rank: ranks[index]!, text: body.slice(start, starts[index + 1]).trimEnd() }));
  const sorted = parts.toSorted((a, b) => a.rank - b.rank);
  const text = `${before}${sorted.map((part) => part.text).join('\n\n')}\n`;
  const after = headingsOf(text).map((heading) => rank(toString(heading)));
  return after.join() === sorted.map((part) => part.rank).join() ? text : undefined;
}

const headingsOf = (body: string) =>
  parseMarkdown(body).children.filter((node): node is Heading => node.type === 'heading' && node.depth <= 2);
