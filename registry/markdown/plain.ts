import type { Heading, Paragraph, Root } from 'mdast';

/** Characters that may start markup anywhere in a line; if they do not, the parser finds out. */
const MARKUP = /[*_`~<\\\t\r\0\ufeff]|&[#\w]|\][:(]|:\/\/|[wW]{3}\.|(?<=[\w.+-])@/;
const HEADING = /^(#{1,6}) ([^\s#](?:[^#]*[^\s#])?)$/;
/** A line without a list, table, quotation, underline, code, or blanks at its ends. */
const PROSE = /^(?![#>+=|:-]|\d+[.)])\S(?:.*\S)?$/s;

/**
 * The syntax tree of a body whose lines are all prose, headings or empty, as parseMarkdown would return it; undefined for any
 * other body. Most submissions are so written, and this is fifty times faster than the parser.
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

/** `indent` is the number of characters before the words in the block's first line. */
function textBlock(block: Block, value: string, position: Place, indent: number): Heading | Paragraph {
  const { line, column, offset } = position.start;
  const start = { line, column: column + indent, offset: offset! + indent };
  return { ...block, children: [{ type: 'text', value, position: { start, end: { ...position.end } } }], position };
}
