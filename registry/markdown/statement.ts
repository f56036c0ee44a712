import type { ListItem, Root, RootContent } from 'mdast';
import { findCitations } from './citation.ts';
import { blankNotProse } from './prose.ts';
import { splitSentences } from './sentence.ts';

/** A part of a body that cites for itself: a sentence, a list item, a row of a table. Offsets are the body's. */
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
export const statementsOf = (root: Root, body: string): Statement[] => statementsIn(root.children, body, false);

function statementsIn(blocks: readonly Block[], body: string, isCited: boolean): Statement[] {
  return blocks.flatMap((block, index) => {
    const isIntroduced = isCited || introduces(blocks[index - 1], body);
    switch (block.type) {
      case 'paragraph':
        return sentencesOf(block, body, isIntroduced);
      case 'list':
      case 'blockquote':
        return statementsIn(block.children, body, isIntroduced);
      case 'listItem':
        return statementsOfItem(block, body, isIntroduced);
      case 'table': {
        const rows = block.children.map((row) => whole(row, body, isIntroduced));
        return rows.map((row) => ({ ...row, isCited: row.isCited || rows[0]!.isCited }));
      }
      default:
        return [];
    }
  });
}

function statementsOfItem(item: ListItem, body: string, isIntroduced: boolean): Statement[] {
  const own = item.children.filter(({ type }) => type === 'paragraph').map((block) => whole(block, body, isIntroduced));
  const isCited = own.some((statement) => statement.isCited);
  const inner = item.children.flatMap((block, index) =>
    block.type === 'paragraph' ? [] : statementsIn([block], body, isIntroduced || introduces(item.children[index - 1], body)),
  );
  return [...own.map((statement) => ({ ...statement, isCited })), ...inner];
}

function sentencesOf(block: Block, body: string, isIntroduced: boolean): Statement[] {
  const { start, end } = spanOf(block);
  return splitSentences(withoutEmphasis(body.slice(start, end))).map(({ text, index }) => ({
    start: start + index,
    end: start + index + text.length,
    isCited: isIntroduced || findCitations(text).length > 0,
  }));
}

/** Sentences begin and end inside bold type too. Offsets stay. */
const withoutEmphasis = (text: string) => text.replace(/[*_]/g, ' ');

function whole(block: Pick<Block, 'position'>, body: string, isIntroduced: boolean): Statement {
  const { start, end } = spanOf(block);
  return { start, end, isCited: isIntroduced || findCitations(body.slice(start, end)).length > 0 };
}

function introduces(block: Block | undefined, body: string): boolean {
  if (block?.type !== 'paragraph') return false;
  const { start, end } = spanOf(block);
  const raw = body.slice(start, end);
  return findCitations(raw).length > 0 && /:$/.test(blankNotProse(raw).trimEnd());
}

const spanOf = ({ position }: Pick<Block, 'position'>) => ({ start: position!.start.offset!, end: position!.end.offset! });
