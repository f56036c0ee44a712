import { ProblemError } from '../problem/problem-error.ts';

const NAME = /^[A-Za-z][\w-]*(?:\[[\w-]{0,60}\])*$/;
const INDEX = /^\d{1,3}$/;
/** Far above the length of any list in the schema, and low enough that gaps cost nothing. */
const MAX_INDEX = 200;
const MAX_DEPTH = 12;

type Node = Map<string, Node | string>;

/**
 * Builds the nested value that form field names describe: `case[places][0][country]` is a map in a list in a map,
 * `case[challenges][]` appends to a list. Throws ProblemError `body-malformed` for an invalid name or one that contradicts
 * another. Leaves out empty fields.
 */
export function nestFields(fields: Iterable<readonly [name: string, value: string]>): unknown {
  const root: Node = new Map();
  for (const [name, value] of fields) {
    if (!NAME.test(name)) throw new ProblemError('body-malformed');
    if (value === '') continue;
    const [first, ...rest] = name.split('[');
    const path = [first!, ...rest.map((part) => part.slice(0, -1))];
    if (path.length > MAX_DEPTH) throw new ProblemError('body-too-deep');
    put(root, path, value);
  }
  return toValue(root);
}

function put(root: Node, path: string[], value: string): void {
  let node = root;
  for (const [depth, part] of path.entries()) {
    const key = part === '' ? String(node.size) : part;
    if (depth === path.length - 1) {
      if (node.has(key)) throw new ProblemError('body-malformed');
      node.set(key, value);
      return;
    }
    const next = node.get(key) ?? new Map<string, Node | string>();
    if (typeof next === 'string') throw new ProblemError('body-malformed');
    node.set(key, next);
    node = next;
  }
}

/** Turns a map whose keys are all small numbers into a list in that order, without gaps. */
function toValue(node: Node | string): unknown {
  if (typeof node === 'string') return node;
  const keys = [...node.keys()];
  if (keys.length > 0 && keys.every((key) => INDEX.test(key) && Number(key) <= MAX_INDEX))
    return [...node].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => toValue(value));
  // fromEntries defines own properties under any name; assignment could call a setter.
  return Object.fromEntries([...node].map(([key, value]) => [key, toValue(value)]));
}
