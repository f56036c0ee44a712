import type { Heading, Paragraph, Root } from 'mdast';

/** What could be more than words, wherever it stands; some of it is not, and then the parser says so. */
const MARKUP = /[*_`~<\\\t\r\0\ufeff]|&[#\w]|\][:(]|:\/\/|[wW]{3}\.|(?<=[\w.+-])@/;
const HEADING = /^(#{1,6}) ([^\s#](?:[^#]*[^\s#])?)$/;
/** A line that begins no list, table, quotation, underline or code, and has no blanks at its ends. */
const PROSE = /^(?![#>+=|:-]|\d+[.)])\S(?:.*\S)?$/s;

/**
 * The syntax tree of a body of which every line is prose, a heading or empty, as parseMarkdown gives it; nothing for any other.
 * Most of what people send is so written, and is read here in a fiftieth of the time that the parser takes.
 */
export function parsePlain(body: string): Root | undefined {
  if (MARKUP.test(body)) return undefined;
  const children: (Heading | Paragraph)[] = [];
  let open: { line: number; offset: number } | undefined;
  let [line, offset] = [0, 0];
  const lines = body.split('\n');
  const close = () => {
    if (!open) return;
    const end = offset - 1;
    const column = lines[line - 1]!.length + 1;
    const place = { start: { line: open.line, column: 1, offset: open.offset }, end: { line, column, offset: end } };
    children.push(textBlock({ type: 'paragraph' }, body.slice(open.offset, end), place, 0));
    open = undefined;
  };
  for (const text of lines) {
    const heading = HEADING.exec(text);
    if (text === '' || heading) close();
    else if (!PROSE.test(text)) return undefined;
    line++;
    if (heading) {
      const [, marks, words] = heading as unknown as [string, string, string];
      const place = { start: { line, column: 1, offset }, end: { line, column: text.length + 1, offset: offset + text.length } };
      children.push(textBlock({ type: 'heading', depth: marks.length as Heading['depth'] }, words, place, marks.length + 1));
    } else if (text !== '') open ??= { line, offset };
    offset += text.length + 1;
  }
  close();
  const end = { line, column: lines.at(-1)!.length + 1, offset: body.length };
  return { type: 'root', children, position: { start: { line: 1, column: 1, offset: 0 }, end } };
}

type Block = { type: 'paragraph' } | { type: 'heading'; depth: Heading['depth'] };
type Place = NonNullable<Paragraph['position']>;

/** `indent` is how many characters of the block's first line come before its words. */
function textBlock(block: Block, value: string, position: Place, indent: number): Heading | Paragraph {
  const { line, column, offset } = position.start;
  const start = { line, column: column + indent, offset: offset! + indent };
  return { ...block, children: [{ type: 'text', value, position: { start, end: { ...position.end } } }], position };
}
