import type { Heading, List, ListItem, Nodes, Paragraph, PhrasingContent, Root, Text } from 'mdast';
import { lineFinder } from '../content/lines.ts';

/** What may reach from one block of text into others, or is not what it seems: code, HTML, tabs. */
const AFAR = /[`~<\t\r\0\ufeff]/;
/** Characters that may start markup, other than stressed words and links; if they do not, the parser finds out. */
const MARKUP = /[_\\]|&#?\w+;/;
const HEADING = /^(#{1,6}) ([^\s#](?:[^#]*[^\s#])?)$/;
const LIST = /^(?:[-+*]|\d+[.)])(?:\s|$)/;
/** A line without a list, table, quotation, underline, code, or blanks at its ends. */
const PROSE = /^(?![#>+=|:-]|\*\*\*|\d+[.)](?:\s|$))\S(?:.*\S)?$/s;
const ITEM = /^- (?!\[[ xX]\])/;
const INDENT = '  ';

/** What may be the end of a definition, at the beginning of a block of text; further on it is two characters. */
const DEFINITION = /^\[[^]*\]:/;
/** The same of a note, which may begin on any line. */
const NOTE = /^ *\[\^[^\n]*\]:/m;
/** What is left of texts between links and stressed words, and would be another kind of markup, or a broken one. */
const LEFT_OVER = /\*|\]\(|:\/\/|[wW]{3}\.|(?<=[\w.+-])@/;
/** A link without brackets inside, or words between stars that stand where they can only open and close. */
const INLINE =
  /(?<!!)\[(?<words>[^[\]*]+)\]\((?<address>[^\s()<>*"'\\]+)\)|(?<![^\s(«“])(?<marks>\*\*?)(?<stressed>[\p{L}\p{N}¿¡](?:[^*]*[^\s*])?)\k<marks>(?![^\s.,;:!?)»”])/gu;

/** A list goes on after an empty line. */
const GOES_ON = /^\s|^(?:[-+*]|\d+[.)])(?:\s|$)/;
/** Nothing behind an empty line belongs to these. */
const CLOSED: readonly string[] = ['paragraph', 'heading', 'table', 'thematicBreak'];

/**
 * The syntax tree of a body of paragraphs, headings and simple lists, with stressed words and links, as parseMarkdown would return
 * it; undefined for any other body. Nearly everything is so written, and this is fifty times faster than the parser. `parse` reads
 * blocks that are not so written and that no other block depends on, such as tables.
 */
export function parsePlain(body: string, parse?: (block: string) => Root): Root | undefined {
  if (AFAR.test(body)) return undefined;
  try {
    return readBlocks(body, parse);
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** Says that a body is one for the parser. */
class NotPlain extends Error {}

function readBlocks(body: string, parse?: (block: string) => Root): Root {
  const place = lineFinder(body);
  const point = (offset: number) => ({ ...place(offset), offset });
  const children: Root['children'] = [];
  /** What following lines may belong to: a paragraph, or one in the last item of a list. */
  let open: { start: number; list?: List } | undefined;
  let hasEmptyAfterList = false;
  let offset = 0;

  const textBlock = <Block extends Paragraph | Heading>(
    block: Omit<Block, 'children' | 'position'>,
    from: number,
    indent: number,
    to: number,
    isItem = false,
  ) =>
    ({
      ...block,
      children: readInline(from + indent, to, isItem),
      position: { start: point(from), end: point(to) },
    }) as unknown as Block;

  function readInline(from: number, to: number, isItem: boolean): PhrasingContent[] {
    const raw = body.slice(from, to);
    if (DEFINITION.test(raw) || NOTE.test(raw) || MARKUP.test(raw)) throw new NotPlain();
    const found: PhrasingContent[] = [];
    const text = (start: number, end: number) => {
      if (start === end) return;
      const written = raw.slice(start, end);
      if (LEFT_OVER.test(written)) throw new NotPlain();
      found.push(textNode(start, end, written));
    };
    const textNode = (start: number, end: number, written: string): Text => {
      // The blanks before a line of an item are the item's.
      const after = isItem && written.endsWith(`\n${INDENT}`) ? INDENT.length : 0;
      return {
        type: 'text',
        value: isItem ? written.replaceAll(`\n${INDENT}`, '\n') : written,
        position: { start: point(from + start), end: point(from + end - after) },
      };
    };
    let at = 0;
    for (const { 0: whole, index, groups } of raw.matchAll(INLINE)) {
      text(at, index);
      at = index + whole.length;
      const position = { start: point(from + index), end: point(from + at) };
      const { words, address, marks, stressed } = groups!;
      if (words !== undefined) {
        if (LEFT_OVER.test(words)) throw new NotPlain();
        const inner = textNode(index + 1, index + 1 + words.length, words);
        found.push({ type: 'link', title: null, url: address!, children: [inner], position });
      } else {
        const start = from + index + marks!.length;
        const inner = readInline(start, start + stressed!.length, isItem);
        found.push({ type: marks === '*' ? 'emphasis' : 'strong', children: inner, position });
      }
    }
    text(at, raw.length);
    return found;
  }

  const close = () => {
    if (!open) return;
    const end = offset - 1;
    if (open.list) {
      const item = open.list.children.at(-1)!;
      item.children = [textBlock<Paragraph>({ type: 'paragraph' }, open.start, 0, end, true)];
      item.position!.end = point(end);
      open.list.position!.end = point(end);
    } else children.push(textBlock<Paragraph>({ type: 'paragraph' }, open.start, 0, end));
    open = undefined;
  };

  const readLine = (line: string) => {
    const heading = HEADING.exec(line);
    const isInItem = open?.list !== undefined;
    if (heading) {
      close();
      const marks = heading[1]!.length;
      children.push(
        textBlock<Heading>({ type: 'heading', depth: marks as Heading['depth'] }, offset, marks + 1, offset + line.length),
      );
      hasEmptyAfterList = false;
    } else if (ITEM.test(line) && PROSE.test(line.slice(2)) && !LIST.test(line.slice(2))) {
      // Items with empty lines between them are another kind of list.
      if (hasEmptyAfterList) throw new NotPlain();
      const before: List | undefined = open?.list;
      close();
      const position = { start: point(offset), end: point(offset) };
      const item: ListItem = { type: 'listItem', spread: false, checked: null, children: [], position: { ...position } };
      const list: List = before ?? { type: 'list', ordered: false, start: null, spread: false, children: [], position };
      if (!before) children.push(list);
      list.children.push(item);
      open = { start: offset + 2, list };
    } else if (isInItem && line.startsWith(INDENT)) {
      if (!PROSE.test(line.slice(2)) || LIST.test(line.slice(2))) throw new NotPlain();
    } else if (PROSE.test(line) && !LIST.test(line) && !isInItem) {
      hasEmptyAfterList = false;
      open ??= { start: offset };
    } else throw new NotPlain();
    offset += line.length + 1;
  };

  /** Reads lines up to an empty one with the parser. */
  const readBlock = (lines: readonly string[], start: number) => {
    const block = lines.join('\n');
    // What is defined here may be meant elsewhere.
    if (!parse || (hasEmptyAfterList && GOES_ON.test(block)) || block.startsWith(' ') || block.includes(']:'))
      throw new NotPlain();
    const read = parse(block).children;
    for (const node of read) move(node, start, place(start).line - 1);
    children.push(...read);
    open = undefined;
    hasEmptyAfterList = !CLOSED.includes(read.at(-1)!.type);
    offset = start + block.length + 1;
  };

  let lines: string[] = [];
  const readLines = () => {
    const [start, count, before] = [offset, children.length, hasEmptyAfterList];
    try {
      lines.forEach(readLine);
      hasEmptyAfterList = open?.list !== undefined || hasEmptyAfterList;
      close();
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error;
      children.length = count;
      hasEmptyAfterList = before;
      readBlock(lines, start);
    }
    lines = [];
  };
  for (const line of body.split('\n')) {
    if (line !== '') lines.push(line);
    else {
      readLines();
      offset++;
    }
  }
  readLines();
  return { type: 'root', children, position: { start: point(0), end: point(body.length) } };
}

/** Gives a node of a block its place in the body. */
function move(node: Nodes, offset: number, lines: number): void {
  for (const point of node.position ? [node.position.start, node.position.end] : []) {
    point.offset! += offset;
    point.line += lines;
  }
  if ('children' in node) for (const child of node.children) move(child, offset, lines);
}
