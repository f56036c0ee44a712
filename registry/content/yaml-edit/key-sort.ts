import { type CST, CST as tokens, Lexer, parseDocument, type ParsedNode } from 'yaml';

/** Why keys were not sorted. */
export type KeySortRefusal = 'comment' | 'flow' | 'changed';

export interface MapOrder {
  path: readonly (string | number)[];
  canonical: readonly string[];
}

/**
 * Sorts the keys of some maps of a YAML text by moving their source tokens: values keep their exact text, and comments move
 * with the key below them or the value before them. Refuses when a comment would be separated from its subject.
 */
export function sortYamlKeys(text: string, orders: readonly MapOrder[]): { text: string } | { refused: KeySortRefusal } {
  const source = text.endsWith('\n') ? text : `${text}\n`;
  const document = parseDocument(source, { schema: 'core', keepSourceTokens: true });
  const root = document.contents;
  if (!root?.srcToken || tokens.stringify(root.srcToken) !== source.slice(root.range[0], root.range[2]))
    return { refused: 'changed' };
  for (const { path, canonical } of orders) {
    const node = (path.length === 0 ? root : document.getIn(path, true)) as ParsedNode | undefined;
    if (node?.srcToken?.type !== 'block-map') return { refused: 'flow' };
    const refused = sortItems(node.srcToken, canonical, source);
    if (refused) return { refused };
  }
  const sorted = source.slice(0, root.range[0]) + tokens.stringify(root.srcToken) + source.slice(root.range[2]);
  const hasLostComment = commentsOf(sorted).join('\n') !== commentsOf(source).join('\n');
  return hasLostComment ? { refused: 'changed' } : { text: sorted };
}

type Item = CST.BlockMap['items'][number];

function sortItems(map: CST.BlockMap, canonical: readonly string[], source: string): KeySortRefusal | undefined {
  const keyed = map.items.filter((item) => item.key);
  const tail = map.items.filter((item) => !item.key);
  const rank = (item: Item) => canonical.indexOf(String(tokens.resolveAsScalar(item.key!)?.value));
  const sorted = keyed.toSorted((a, b) => rank(a) - rank(b));
  const first = sorted[0]!;
  if (first !== keyed[0]) {
    const lineAbove = source.slice(0, map.offset).split('\n').at(-2) ?? '';
    const wouldLead = map.indent > 0 && comment(first);
    if (lineAbove.trimStart().startsWith('#') || wouldLead) return 'comment';
  }
  const indents = keyed.map((item) =>
    item.start.filter((token, index, all) => token.type === 'space' && index === all.length - 1),
  );
  const leads = new Map(keyed.map((item, index) => [item, item.start.slice(0, item.start.length - indents[index]!.length)]));
  for (const [index, item] of sorted.entries()) item.start = [...leads.get(item)!, ...indents[index]!];
  map.items = [...sorted, ...tail] as typeof map.items;
  return undefined;
}

const comment = (item: Item) => item.start.some((token) => token.type === 'comment');
const commentsOf = (text: string) => [...new Lexer().lex(text)].filter((token) => token.startsWith('#')).toSorted();
