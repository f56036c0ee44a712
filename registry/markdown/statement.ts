import type { ListItem, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { nodesIn } from './nodes.ts';
import { splitSentences } from './sentence.ts';

/** A part of a body with its own citations: a sentence (of a footnote too), a list item or a table row. Offsets are in the body. */
export interface Statement {
  start: number;
  end: number;
  /** Whether it, or the line that introduces it, cites a source. */
  isCited: boolean;
}

type Block = RootContent | ListItem;

/**
 * The statements of a body in order. A citation counts for its sentence, for its whole list item without nested lists, for its
 * table row, or in a table's head for the whole table. One exception: a citing line that ends in a colon counts for the list or
 * table below it.
 */
export function statementsOf(root: Root, body: string): Statement[] {
  const cited = nodesIn(root).flatMap(({ type, position }) => (type === 'citation' ? [position!.start.offset!] : []));
  return statementsIn(root.children, { body, cited }, false);
}

/** A body with the start positions of its citations, in order. */
interface CitedText {
  body: string;
  cited: readonly number[];
}

function statementsIn(blocks: readonly Block[], text: CitedText, isCited: boolean): Statement[] {
  return blocks.flatMap((block, index) => {
    const isIntroduced = isCited || introduces(blocks[index - 1], text);
    switch (block.type) {
      case 'paragraph':
        return sentencesOf(block, text, isIntroduced);
      case 'list':
      case 'blockquote':
      case 'footnoteDefinition':
        return statementsIn(block.children, text, isIntroduced);
      case 'listItem':
        return statementsOfItem(block, text, isIntroduced);
      case 'table': {
        const rows = block.children.map((row) => whole(row, text, isIntroduced));
        return rows.map((row) => ({ ...row, isCited: row.isCited || rows[0]!.isCited }));
      }
      default:
        return [];
    }
  });
}

function statementsOfItem(item: ListItem, text: CitedText, isIntroduced: boolean): Statement[] {
  const own = item.children.filter(({ type }) => type === 'paragraph').map((block) => whole(block, text, isIntroduced));
  const isCited = own.some((statement) => statement.isCited);
  const inner = item.children.flatMap((block, index) =>
    block.type === 'paragraph' ? [] : statementsIn([block], text, isIntroduced || introduces(item.children[index - 1], text)),
  );
  return [...own.map((statement) => ({ ...statement, isCited })), ...inner];
}

function sentencesOf(block: Block, text: CitedText, isIntroduced: boolean): Statement[] {
  const { start, end } = spanOf(block);
  return splitSentences(withoutEmphasis(text.body.slice(start, end))).map((sentence) => {
    const span = { start: start + sentence.index, end: start + sentence.index + sentence.text.length };
    return { ...span, isCited: isIntroduced || cites(span, text) };
  });
}

/** Sentences may start or end inside bold type. Keeps the offsets. */
const withoutEmphasis = (text: string) => text.replace(/[*_]/g, ' ');

function whole(block: Pick<Block, 'position'>, text: CitedText, isIntroduced: boolean): Statement {
  const span = spanOf(block);
  return { ...span, isCited: isIntroduced || cites(span, text) };
}

function introduces(block: Block | undefined, text: CitedText): boolean {
  if (block?.type !== 'paragraph' || !cites(spanOf(block), text)) return false;
  const words = block.children.filter(({ type }) => type !== 'citation');
  return toString(words).trimEnd().endsWith(':');
}

/** Whether a part of the body contains a citation. Binary search, because a body may have thousands of both. */
function cites({ start, end }: Pick<Statement, 'start' | 'end'>, { cited }: CitedText): boolean {
  let [low, high] = [0, cited.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cited[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < cited.length && cited[low]! < end;
}

const spanOf = ({ position }: Pick<Block, 'position'>) => ({ start: position!.start.offset!, end: position!.end.offset! });
