import type { CaseRecord } from './record.ts';

/** Cases by values that they have, each once for a value, found in one pass over all of them. */
export function indexCases(
  records: Iterable<CaseRecord>,
  valuesOf: (record: CaseRecord) => Iterable<string>,
): ReadonlyMap<string, readonly CaseRecord[]> {
  const index = new Map<string, CaseRecord[]>();
  for (const record of records)
    for (const value of new Set(valuesOf(record))) {
      const known = index.get(value);
      if (known) known.push(record);
      else index.set(value, [record]);
    }
  return index;
}
