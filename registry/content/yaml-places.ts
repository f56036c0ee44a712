import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';

interface Node {
  start: number;
  /** The values of a map, by key. */
  entries?: Map<string, { key: number; node: Node }>;
  items?: Node[];
}

/** The offset of a value, of its key, or of the nearest value around it. */
export type OffsetOf = (path: readonly (string | number)[], key: boolean) => number | undefined;

/** A value that is not written: where it would stand, the careful reader knows. */
const NOWHERE = -1;

/**
 * Where the values of a plain YAML text stand (yaml-plain.ts), in a fraction of the time that the careful reader takes: the very
 * offsets that it would give, or undefined where it must be asked. `from` is where the first key or item may stand.
 */
export function findOffsets(text: string, from: number): OffsetOf {
  const root = readNodes(text.slice(from));
  return (path, key) => {
    const offset = root && offsetIn(root, path, key);
    return offset === undefined || offset === NOWHERE ? undefined : from + offset;
  };
}

function offsetIn(root: Node, path: readonly (string | number)[], key: boolean): number {
  let node = root;
  for (const [index, step] of path.entries()) {
    const entry = node.entries?.get(String(step));
    const next = entry?.node ?? node.items?.[Number(step)];
    if (!next) return node.start;
    if (entry && key && index === path.length - 1) return entry.key;
    node = next;
  }
  return node.start;
}

function readNodes(text: string): Node | undefined {
  const open: { node: Node; key?: { name: string; start: number } | undefined }[] = [];
  let root: Node | undefined;
  const add = (node: Node) => {
    const parent = open.at(-1);
    if (!parent) root ??= node;
    else if (parent.node.items) parent.node.items.push(node);
    else if (parent.key) {
      parent.node.entries!.set(parent.key.name, { key: parent.key.start, node });
      parent.key = undefined;
    }
  };
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      const node = { start: event.start, ...(event.type === EVENT_ID.MAPPING ? { entries: new Map() } : { items: [] }) };
      add(node);
      open.push({ node });
    } else if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type === EVENT_ID.SCALAR) {
      const start = startOf(text, event.valueStart, event.style);
      const parent = open.at(-1);
      if (parent?.node.entries && !parent.key) parent.key = { name: getScalarValue(text, event), start };
      else add({ start });
    }
  }
  return root;
}

/** Where a value is written, with its quotation mark, or the sign before its lines. */
function startOf(text: string, start: number, style: number): number {
  if (start === NOWHERE || style === SCALAR_STYLE.PLAIN) return start;
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return start - 1;
  return Math.max(text.lastIndexOf('|', start - 1), text.lastIndexOf('>', start - 1));
}
