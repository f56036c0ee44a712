import type { Heading, Root, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { placeNodes } from './place.ts';
import { parsePlain } from './plain.ts';

const processor = remark().use(remarkGfm).freeze();

/** Deeper nesting than this overflows the parser's stack long before a person would write it. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){32,}/m;

/**
 * Marks and lines cost the parser time with their square: 40,000 characters of nothing else keep it busy for minutes. Ten times
 * what the registry's longest texts have, and parsed in a fraction of a second (test/unit/markdown/parse.test.ts).
 */
const MAX_MARKS = 3_000;
const MAX_MARKS_OF_PARAGRAPH = 400;
const MAX_LINES = 2_500;
const MARK = /[*_~`[\]!<&|@\\]|www\.|:\/\//g;

export class MarkdownTooDeep extends Error {}

/** Parses a body (CommonMark and GFM tables) to a syntax tree; throws MarkdownTooDeep on markup that no person writes. */
export function parseMarkdown(body: string): Root {
  const plain = parsePlain(body);
  if (plain) return plain;
  if (TOO_DEEP.test(body) || isTooDense(body)) throw new MarkdownTooDeep();
  try {
    return placeNodes(processor.parse(body), body);
  } catch (error) {
    if (error instanceof RangeError) throw new MarkdownTooDeep();
    throw error;
  }
}

function isTooDense(body: string): boolean {
  const countMarks = (text: string) => text.match(MARK)?.length ?? 0;
  if ((body.match(/\n/g)?.length ?? 0) > MAX_LINES || countMarks(body) > MAX_MARKS) return true;
  // Cells of a table are parsed one by one.
  return body.split(/\n[ \t]*\n/).some((paragraph) => countMarks(paragraph.replaceAll('|', '')) > MAX_MARKS_OF_PARAGRAPH);
}

export interface Section {
  /** The heading that opens the section; none for what stands before the first heading. */
  heading: Heading | undefined;
  children: RootContent[];
}

/** A body cut at its second-level headings. */
export function cutSections(root: Root): Section[] {
  const sections: Section[] = [{ heading: undefined, children: [] }];
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth <= 2) sections.push({ heading: node, children: [] });
    else sections.at(-1)!.children.push(node);
  }
  return sections.filter((section) => section.heading || section.children.length > 0);
}
