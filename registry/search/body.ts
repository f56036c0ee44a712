import { toString } from 'mdast-util-to-string';
import { findCitations } from '../markdown/citation.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import type { RegistryRecord } from '../record/record.ts';
import { viewRecord } from '../record/view.ts';

/** The plain text of a record's body as readers of a locale get it: a line for each block, without headings and citations. */
export function bodyText(record: RegistryRecord, locale: string): string {
  const { children } = parseMarkdown(viewRecord(record, locale).body);
  const blocks = children.flatMap((node) => (node.type === 'heading' ? [] : node.type === 'list' ? node.children : [node]));
  return blocks
    .map((block) => withoutCitations(toString(block)).replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

function withoutCitations(text: string): string {
  return findCitations(text).reduceRight(
    (rest, { index, length }) => rest.slice(0, index).trimEnd() + rest.slice(index + length),
    text,
  );
}
