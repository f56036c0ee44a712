import type { Heading, Root, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { markCitations } from './citation.ts';
import { placeNodes } from './place.ts';
import { parsePlain } from './plain.ts';
import { trimAddresses } from './trim-addresses.ts';

/** One tilde means «about»: between `~50 km` and `60~70 km` nothing is struck out. */
const processor = remark().use(remarkGfm, { singleTilde: false }).freeze();

/** Deeper nesting overflows the parser's stack, and nobody writes it. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){32,}/m;

/**
 * Parsing is quadratic in consecutive marks and lines. Both are limited, per body and per paragraph, to ten times the
 * registry's longest texts. Within these limits the time grows linearly with the text (test/unit/growth/growth.test.ts).
 */
const MAX_MARKS = 3_000;
const MAX_MARKS_OF_PARAGRAPH = 400;
const MAX_LINES = 2_500;
const MAX_LINES_OF_BLOCK = 400;
const MARK = /[*_~`[\]!<&|@\\]|www\.|:\/\//g;

export class MarkdownTooDeep extends Error {}

/**
 * Parses a body (CommonMark and GFM) to a syntax tree with nodes for citations. Throws MarkdownTooDeep for markup that no
 * person writes.
 */
export function parseMarkdown(body: string): Root {
  const plain = parsePlain(body);
  if (plain) return markCitations(plain, body);
  if (isOverBounds(body)) throw new MarkdownTooDeep();
  const parse = (text: string) => trimAddresses(placeNodes(processor.parse(text), text), text);
  try {
    return markCitations(parsePlain(body, parse) ?? parse(body), body);
  } catch (error) {
    if (error instanceof RangeError) throw new MarkdownTooDeep();
    throw error;
  }
}

/** Whether a body has markup that no person writes, told without parsing it. */
export const isOverBounds = (body: string): boolean => TOO_DEEP.test(body) || isTooDense(body);

function isTooDense(body: string): boolean {
  const count = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0;
  if (count(body, /\n/g) > MAX_LINES || count(body, MARK) > MAX_MARKS) return true;
  return body.split(/\n[ \t]*\n/).some(
    (block) =>
      count(block, /\n/g) > MAX_LINES_OF_BLOCK ||
      // The parser handles cells of a table one by one.
      count(block.replaceAll('|', ''), MARK) > MAX_MARKS_OF_PARAGRAPH,
  );
}

export interface Section {
  /** The heading of the section; absent for the text before the first heading. */
  heading: Heading | undefined;
  children: RootContent[];
}

/** A body split at its second-level headings. */
export function cutSections(root: Root): Section[] {
  const sections: Section[] = [{ heading: undefined, children: [] }];
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth <= 2) sections.push({ heading: node, children: [] });
    else sections.at(-1)!.children.push(node);
  }
  return sections.filter((section) => section.heading || section.children.length > 0);
}
