import type { Registry } from '../registry.ts';
import { foreignId } from '../search/foreign-id.ts';
import { endKey, endOf } from './end.ts';

/** Stands for our own address: no other registry has it. */
const HERE = '';

/** A case of another registry that is in lists, by our id of the registry. */
interface ListedCopy {
  peer: string;
  registry: string;
  id: string;
}

/**
 * Of cases that somebody has decided to be the same, one stands for all in lists and searches: ours, or of others' the first that we
 * read. What is given is the id under which it is found, by the id of each that it stands for.
 */
export function findStandIns(ours: Pick<Registry, 'same' | 'cases'>, copies: readonly ListedCopy[]): ReadonlyMap<string, string> {
  const groups = new Map<string, Set<string>>();
  for (const { cases, are } of ours.same) {
    if (are !== 'same') continue;
    const keys = cases.map((each) => endKey(endOf(each, HERE)));
    const joined = new Set(keys.flatMap((key) => [key, ...(groups.get(key) ?? [])]));
    for (const key of joined) groups.set(key, joined);
  }
  const standIns = new Map<string, string>();
  for (const group of new Set(groups.values())) {
    const own = [...ours.cases.keys()].filter((id) => group.has(endKey({ registry: HERE, id })));
    const theirs = copies.filter((copy) => group.has(endKey(copy))).map(({ peer, id }) => foreignId(peer, id));
    const [first] = [...own, ...theirs];
    for (const id of theirs) if (first !== undefined && id !== first) standIns.set(id, first);
  }
  return standIns;
}
