import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, Lexer, parseDocument, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';

interface Edit {
  start: number;
  end: number;
  text: string;
}

interface Texts {
  text: string;
  wanted: string;
  /** The keys that identify items of lists. */
  itemKeys: readonly string[];
}

/** Only values on lines of their own can be replaced line by line. */
class NotSpliceable extends Error {}

/**
 * Replaces in `text` only what differs from `wanted`, and keeps every other character, including comments. Both are YAML maps
 * without aliases; one of `itemKeys` identifies list items. Undefined when a change cannot be made so or would lose a comment.
 */
export function spliceYaml(text: string, wanted: string, itemKeys: readonly string[]): string | undefined {
  const [from, to] = [parseDocument(text, { schema: 'core' }), parseDocument(wanted, { schema: 'core' })];
  try {
    const edits = compare(from.contents as ParsedNode, to.contents as ParsedNode, { text, wanted, itemKeys });
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

function compare(from: ParsedNode, to: ParsedNode, texts: Texts): Edit[] {
  if (isMap(from) && isMap(to) && !from.flow && !to.flow) return compareMaps(from, to, texts);
  if (isSeq(from) && isSeq(to) && !from.flow && !to.flow) {
    const gone = goneItems(from, to, texts.itemKeys);
    const stays = (from.items as ParsedNode[]).filter((item) => !gone.includes(item));
    if (stays.length > to.items.length) throw new NotSpliceable();
    const changed = stays.flatMap((item, index) =>
      same(item, to.items[index] as ParsedNode) ? [] : compare(item, to.items[index] as ParsedNode, texts),
    );
    changed.push(...gone.map((item) => deleteLines(item.range[0], item, texts.text)));
    const last = stays.at(-1);
    if (!last) throw new NotSpliceable();
    const indent = ' '.repeat(columnOf(texts.text, from.range[0]));
    const added = to.items.slice(stays.length).map((item) => {
      const node = item as ParsedNode;
      return `\n${indent}- ${slice(texts.wanted, node.range[0], node.range[1], indent.length + 2)}`;
    });
    return added.length > 0 ? [...changed, insertAfter(last, texts.text, added.join(''))] : changed;
  }
  throw new NotSpliceable();
}

/** Items whose id is missing from the wanted list. */
function goneItems(from: YAMLSeq, to: YAMLSeq, itemKeys: readonly string[]): ParsedNode[] {
  const idOf = (item: unknown) =>
    isMap(item) ? itemKeys.map((key) => item.get(key)).find((id) => id !== undefined) : undefined;
  const wanted = new Set(to.items.map(idOf));
  return (from.items as ParsedNode[]).filter((item) => idOf(item) !== undefined && !wanted.has(idOf(item)));
}

function compareMaps(from: ParsedNode & YAMLMap, to: ParsedNode & YAMLMap, texts: Texts): Edit[] {
  const pairs = (map: YAMLMap) =>
    new Map(map.items.map((pair) => [String(pair.key), pair as { key: ParsedNode; value: ParsedNode }]));
  const [old, wanted] = [pairs(from), pairs(to)];
  const gone = [...old].flatMap(([name, { key, value }]) =>
    wanted.has(name) ? [] : [deleteLines(key.range[0], value, texts.text)],
  );
  const column = columnOf(texts.text, from.range[0]);
  let before: ParsedNode | undefined;
  const changed = [...wanted].flatMap(([key, pair]): Edit[] => {
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
  return [...gone, ...changed];
}

const same = (a: ParsedNode, b: ParsedNode) => isDeepStrictEqual(a.toJSON(), b.toJSON());
const columnOf = (text: string, offset: number) => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The end of a value, without the line ends and comments that follow. */
const endOf = (node: ParsedNode, text: string) => text.slice(0, node.range[1]).trimEnd().length;

/** A part of the wanted text. Its lines keep their indent, so it fits only at the same indent. */
function slice(wanted: string, start: number, end: number, column: number): string {
  if (columnOf(wanted, start) !== column) throw new NotSpliceable();
  return wanted.slice(start, end).trimEnd();
}

/** The lines from the start of a node to the end of its value. */
function deleteLines(start: number, value: ParsedNode, text: string): Edit {
  const end = text.indexOf('\n', endOf(value, text));
  return { start: text.lastIndexOf('\n', start) + 1, end: end < 0 ? text.length : end + 1, text: '' };
}

/** The position after the line on which a value ends, because a comment may follow it there. */
function insertAfter(node: ParsedNode, text: string, inserted: string): Edit {
  const end = text.indexOf('\n', endOf(node, text));
  const at = end < 0 ? text.length : end;
  return { start: at, end: at, text: inserted };
}
