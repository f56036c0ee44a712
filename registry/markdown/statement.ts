import type { ListItem, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { splitSentences } from './sentence.ts';

/** A part of a body that cites for itself: a sentence (of a note too), a list item, a row of a table. Offsets are the body's. */
export interface Statement {
  start: number;
  end: number;
  /** It names a source, or what introduces it does. */
  isCited: boolean;
}

type Block = RootContent | ListItem;

/**
 * The statements of a body, in its order. A citation counts for the sentence that holds it, for the whole list item without its
 * inner lists, for its row of a table, or for the whole table when it stands in the head. The one exception is a line that ends
 * in a colon and cites: it speaks for the list or table below it.
 */
export function statementsOf(root: Root, body: string): Statement[] {
  const cited: number[] = [];
  visit(root, 'citation', ({ position }) => void cited.push(position!.start.offset!));
  return statementsIn(root.children, { body, cited }, false);
}

/** A body, and where its citations begin, in their order. */
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

/** Sentences begin and end inside bold type too. Offsets stay. */
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

/** Whether a citation begins in a part of the body: looked for by halves, for a body may have thousands of both. */
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
