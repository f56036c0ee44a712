import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseMarkdown } from '../markdown/parse.ts';
import type { RegistryRecord } from '../record/record.ts';
import { viewRecord } from '../record/view.ts';

/** The plain text of a record's body for readers of a locale: one line per block, without headings and citations. */
export function bodyText(record: RegistryRecord, locale: string): string {
  const { children } = parseMarkdown(viewRecord(record, locale).body);
  const blocks = children.flatMap((node) => (node.type === 'heading' ? [] : node.type === 'list' ? node.children : [node]));
  return blocks
    .map((block) => wordsOf(block).replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

/** Like toString, but without citations and the blank before them. */
function wordsOf(node: Nodes): string {
  if (!('children' in node)) return toString(node);
  return node.children.reduce((words, child) => (child.type === 'citation' ? words.trimEnd() : words + wordsOf(child)), '');
}
