/** Front matter of a record as some version of the schema had it: old versions are read as they are. */
export type OldFacts = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, unknown>>;

/** What is different in a record between two of its versions. */
export type RecordChange =
  /** An item of a list came or went. */
  | { kind: 'added' | 'removed'; field: string; item: string }
  /** A value of an item has become another; `what` is its name. */
  | { kind: 'turned'; field: string; item: string; what: string; before: string; after: string }
  /** An item says the same in other words, or with other sources. */
  | { kind: 'reworded' | 'resourced'; field: string; item: string }
  /** A field is another, and it says nothing to show both. */
  | { kind: 'changed'; field: string };

/** Values of items that readers want to see before and after. */
const SHOWN = ['outcome', 'direction', 'status', 'kind', 'value', 'unit', 'date', 'due', 'year', 'relation'] as const;
/** What an item is called by, the first that it has. */
const NAMES = ['about', 'text', 'note', 'name', 'id'] as const;

/** The changes from one version to the next, field by field; items of lists are compared by their ids. */
export function changesBetween(old: OldFacts, now: OldFacts): RecordChange[] {
  const fields = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return fields.flatMap((field): RecordChange[] => {
    const [before, after] = [old[field], now[field]];
    if (isSame(before, after)) return [];
    if (isItems(before) || isItems(after)) return itemChanges(field, itemsOf(before), itemsOf(after));
    return [{ kind: 'changed', field }];
  });
}

function itemChanges(field: string, old: readonly Item[], now: readonly Item[]): RecordChange[] {
  const known = new Map(old.map((item) => [item['id'], item]));
  const kept = new Set(now.map(({ id }) => id));
  return [
    ...now.flatMap((item) => {
      const before = known.get(item['id']);
      return before === undefined ? [{ kind: 'added' as const, field, item: nameOf(item) }] : changesOf(field, before, item);
    }),
    ...old.filter(({ id }) => !kept.has(id)).map((item) => ({ kind: 'removed' as const, field, item: nameOf(item) })),
  ];
}

function changesOf(field: string, old: Item, now: Item): RecordChange[] {
  const item = nameOf(now);
  const [before, after] = [withStrength(old), withStrength(now)];
  const turned = [...SHOWN, 'strength'].flatMap((what): RecordChange[] =>
    isSame(before[what], after[what])
      ? []
      : [{ kind: 'turned', field, item, what, before: shown(before[what]), after: shown(after[what]) }],
  );
  if (turned.length > 0) return turned;
  const rest = Object.keys({ ...old, ...now }).filter((key) => !isSame(old[key], now[key]));
  if (rest.length === 0) return [];
  return [{ kind: rest.every((key) => key === 'sources') ? 'resourced' : 'reworded', field, item }];
}

/** The strength of a verdict stands in its evidence. */
function withStrength(item: Item): Item {
  const evidence = item['evidence'];
  return typeof evidence === 'object' && evidence !== null && 'strength' in evidence
    ? { ...item, strength: evidence.strength }
    : item;
}

const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const nameOf = (item: Item): string => shown(NAMES.map((name) => item[name]).find((value) => shown(value) !== ''));
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => typeof each === 'object' && each !== null && 'id' in each && Object.keys(each).length > 2);
const itemsOf = (value: unknown): readonly Item[] => (isItems(value) ? value : []);
