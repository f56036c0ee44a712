import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, Lexer, parseDocument, type ParsedNode, type YAMLMap } from 'yaml';

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Only what is written on lines of its own can be exchanged line by line. */
class NotSpliceable extends Error {}

/**
 * `text` with what differs between it and `wanted` written as in `wanted`, and every other character as it was, comments too.
 * Both are YAML maps without aliases. Nothing is given when a change cannot be made that way or would lose a comment.
 */
export function spliceYaml(text: string, wanted: string): string | undefined {
  const [from, to] = [parseDocument(text, { schema: 'core' }), parseDocument(wanted, { schema: 'core' })];
  try {
    const edits = compare(from.contents as ParsedNode, to.contents as ParsedNode, { text, wanted });
    const spliced = edits.toSorted((a, b) => b.start - a.start || b.end - a.end).reduce(apply, text);
    const read = parseDocument(spliced, { schema: 'core' });
    const isRight =
      read.errors.length === 0 &&
      isDeepStrictEqual(read.toJS(), to.toJS()) &&
      isDeepStrictEqual(comments(spliced), comments(text));
    return isRight ? spliced : undefined;
  } catch (error) {
    if (error instanceof NotSpliceable) return undefined;
    throw error;
  }
}

/** The comments of a YAML text, sorted. */
export const comments = (text: string): string[] =>
  [...new Lexer().lex(text)].filter((token) => token.startsWith('#')).toSorted();

const apply = (text: string, { start, end, text: inserted }: Edit) => text.slice(0, start) + inserted + text.slice(end);

function compare(from: ParsedNode, to: ParsedNode, texts: { text: string; wanted: string }): Edit[] {
  if (isMap(from) && isMap(to) && !from.flow && !to.flow) return compareMaps(from, to, texts);
  if (isSeq(from) && isSeq(to) && !from.flow && !to.flow && from.items.length <= to.items.length) {
    const changed = from.items.flatMap((item, index) =>
      same(item as ParsedNode, to.items[index] as ParsedNode)
        ? []
        : compare(item as ParsedNode, to.items[index] as ParsedNode, texts),
    );
    const last = from.items.at(-1) as ParsedNode | undefined;
    if (!last) throw new NotSpliceable();
    const indent = ' '.repeat(columnOf(texts.text, from.range[0]));
    const added = to.items.slice(from.items.length).map((item) => {
      const node = item as ParsedNode;
      return `\n${indent}- ${slice(texts.wanted, node.range[0], node.range[1], indent.length + 2)}`;
    });
    return added.length > 0 ? [...changed, insertAfter(last, texts.text, added.join(''))] : changed;
  }
  throw new NotSpliceable();
}

function compareMaps(from: ParsedNode & YAMLMap, to: ParsedNode & YAMLMap, texts: { text: string; wanted: string }): Edit[] {
  const pairs = (map: YAMLMap) =>
    new Map(map.items.map((pair) => [String(pair.key), pair as { key: ParsedNode; value: ParsedNode }]));
  const [old, wanted] = [pairs(from), pairs(to)];
  if ([...old.keys()].some((key) => !wanted.has(key))) throw new NotSpliceable();
  const column = columnOf(texts.text, from.range[0]);
  let before: ParsedNode | undefined;
  return [...wanted].flatMap(([key, pair]): Edit[] => {
    const known = old.get(key);
    const written = () => slice(texts.wanted, pair.key.range[0], pair.value.range[1], column);
    if (!known) {
      if (!before) throw new NotSpliceable();
      return [insertAfter(before, texts.text, `\n${' '.repeat(column)}${written()}`)];
    }
    before = known.value;
    if (same(known.value, pair.value)) return [];
    try {
      return compare(known.value, pair.value, texts);
    } catch (error) {
      if (!(error instanceof NotSpliceable)) throw error;
      return [{ start: known.key.range[0], end: endOf(known.value, texts.text), text: written() }];
    }
  });
}

const same = (a: ParsedNode, b: ParsedNode) => isDeepStrictEqual(a.toJSON(), b.toJSON());
const columnOf = (text: string, offset: number) => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The end of a value without the line ends and comments that follow it. */
const endOf = (node: ParsedNode, text: string) => text.slice(0, node.range[1]).trimEnd().length;

/** A piece of the wanted text; its lines keep their indent, so it fits only where it stands as far to the right. */
function slice(wanted: string, start: number, end: number, column: number): string {
  if (columnOf(wanted, start) !== column) throw new NotSpliceable();
  return wanted.slice(start, end).trimEnd();
}

/** After the line that a value ends on: a comment may follow it there. */
function insertAfter(node: ParsedNode, text: string, inserted: string): Edit {
  const end = text.indexOf('\n', endOf(node, text));
  const at = end < 0 ? text.length : end;
  return { start: at, end: at, text: inserted };
}
