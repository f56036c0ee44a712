import type { ListItem, RootContent } from 'mdast';
import { finding, type Finding } from '../../finding/finding.ts';
import { findCitations } from '../../markdown/citation.ts';
import { findFigures, numbersIn } from '../../markdown/figure.ts';
import { walkValues } from '../../schema/walk.ts';
import type { RecordRule, RegistryRecord } from '../record.ts';
import { textsOf, type RecordText, placeInBody } from '../text.ts';

type Block = RootContent | ListItem;

/**
 * A figure has its source in its own paragraph, list item or table, in the line that introduces the list, or where the record
 * gives the same figure for the first time with one.
 */
export const checkFigureSources: RecordRule = (record) =>
  textsOf(record).flatMap((text) => {
    if (!text.root) return [];
    const { cited, bare } = splitBlocks(text.root.children, text);
    const known = new Set([...citedValues(record), ...cited.flatMap((block) => numbersIn(rawOf(block, text)))]);
    return bare.flatMap((block): Finding[] => {
      const start = block.position!.start.offset!;
      const found = findFigures(rawOf(block, text), text.locale).find(({ digits }) => !known.has(digits));
      return found ? [finding('figure-without-source', placeInBody(text, start + found.index), { given: found.figure })] : [];
    });
  });

/** Paragraphs and tables, by whether something cites a source for them. */
function splitBlocks(nodes: readonly Block[], text: RecordText): { cited: Block[]; bare: Block[] } {
  const split: { cited: Block[]; bare: Block[] } = { cited: [], bare: [] };
  for (const [index, node] of nodes.entries()) {
    if (isIntroduced(nodes[index - 1], text) || (node.type !== 'list' && findCitations(rawOf(node, text)).length > 0))
      split.cited.push(node);
    else if (node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote') {
      const inner = splitBlocks(node.children, text);
      split.cited.push(...inner.cited);
      split.bare.push(...inner.bare);
    } else if (node.type === 'paragraph' || node.type === 'table') split.bare.push(node);
  }
  return split;
}

/** A line that ends in a colon and cites speaks for the list or table below it. */
function isIntroduced(before: Block | undefined, text: RecordText): boolean {
  if (before?.type !== 'paragraph') return false;
  const raw = rawOf(before, text);
  return findCitations(raw).length > 0 && /:\s*$/.test(raw.replace(/\[@[^\]]*\]/g, ''));
}

/** The figures of the front matter that have their source beside them. */
const citedValues = ({ facts, kind }: RegistryRecord): string[] =>
  walkValues(facts, kind.schema).flatMap(({ value, shape }) => {
    const { value: figure, sources } = value as { value?: unknown; sources?: unknown };
    return shape && typeof figure === 'number' && sources ? numbersIn(String(figure)) : [];
  });

const rawOf = (node: Block, { body }: RecordText) => body.slice(node.position!.start.offset, node.position!.end.offset);
