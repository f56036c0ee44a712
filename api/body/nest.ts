import { ProblemError } from '../problem/problem-error.ts';

const NAME = /^[A-Za-z][\w-]*(?:\[[\w-]{0,60}\])*$/;
const INDEX = /^\d{1,3}$/;
/** Far more than any list of the schema may hold, and so few that gaps cost nothing. */
const MAX_INDEX = 200;
const MAX_DEPTH = 12;

type Node = Map<string, Node | string>;

/**
 * The value that fields of a form spell: `case[places][0][country]` is a map in a list in a map, `case[challenges][]` adds to a
 * list. Throws ProblemError `body-malformed` for a name that is none or that contradicts another. Empty fields are left out.
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

/** A map whose keys are all small numbers is a list, in their order; what was left out between them closes up. */
function toValue(node: Node | string): unknown {
  if (typeof node === 'string') return node;
  const keys = [...node.keys()];
  if (keys.length > 0 && keys.every((key) => INDEX.test(key) && Number(key) <= MAX_INDEX))
    return [...node].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => toValue(value));
  // Own properties whatever their name: fromEntries defines where assignment would call a setter.
  return Object.fromEntries([...node].map(([key, value]) => [key, toValue(value)]));
}
