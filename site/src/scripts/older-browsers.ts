/** What our code calls and the oldest browsers of `cssTarget` (astro.config.mjs) have not: imported before what calls it. */
function lend(to: object, name: string, value: unknown): void {
  if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true });
}

/** Lists of numbers too. */
const sortable = [Array.prototype, Object.getPrototypeOf(Uint8Array.prototype) as object];
for (const list of sortable) {
  lend(list, 'toSorted', function toSorted<Item>(this: Item[], compare?: (a: Item, b: Item) => number): Item[] {
    return this.slice().sort(compare);
  });
}

lend(Map, 'groupBy', <Item, Key>(items: Iterable<Item>, keyOf: (item: Item, at: number) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  let at = 0;
  for (const item of items) {
    const key = keyOf(item, at++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
});

lend(String.prototype, 'toWellFormed', function toWellFormed(this: string): string {
  return this.replaceAll(/\p{Surrogate}/gu, '\ufffd');
});
