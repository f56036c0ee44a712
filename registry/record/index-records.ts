/** Records by values that they have, each once for a value, found in one pass over all of them. */
export function indexRecords<Item>(
  records: Iterable<Item>,
  valuesOf: (record: Item) => Iterable<string>,
): ReadonlyMap<string, readonly Item[]> {
  const index = new Map<string, Item[]>();
  for (const record of records)
    for (const value of new Set(valuesOf(record))) {
      const known = index.get(value);
      if (known) known.push(record);
      else index.set(value, [record]);
    }
  return index;
}
