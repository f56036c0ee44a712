import type { OldFacts } from '../record/changes.ts';

/** A value of a record before and after a change; one of them is absent when it came or went. */
export interface ValueChange {
  /** The field of the record that it stands in. */
  field: string;
  before?: string;
  after?: string;
}

/** Every value that differs between two versions of a record; items of lists are compared by their ids, prose line by line. */
export function differencesBetween(old: OldFacts, now: OldFacts): ValueChange[] {
  const fields = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return fields.flatMap((field) => {
    if (field === 'body') return lineDifferences(textOf(old[field]), textOf(now[field]));
    const [before, after] = [valuesOf(old[field]), valuesOf(now[field])];
    return [...new Set([...after.keys(), ...before.keys()])].flatMap((path) =>
      before.get(path) === after.get(path) ? [] : [difference(field, before.get(path), after.get(path))],
    );
  });
}

const difference = (field: string, before: string | undefined, after: string | undefined): ValueChange => ({
  field,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** The texts and numbers in a value by their place in it. */
function valuesOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    const text = textOf(value);
    return new Map(text === '' ? [] : [[path, text]]);
  }
  const entries = Array.isArray(value)
    ? value.map((item, index) => [placeOf(item, index), item] as const)
    : Object.entries(value).filter(([key]) => key !== 'id');
  return new Map(entries.flatMap(([key, inner]) => [...valuesOf(inner, `${path}/${key}`)]));
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

const placeOf = (item: unknown, index: number): string =>
  typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : String(index);

function lineDifferences(old: string, now: string): ValueChange[] {
  const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const [before, after] = [linesOf(old), linesOf(now)];
  const [had, has] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !has.has(line)).map((line) => difference('body', line, undefined)),
    ...after.filter((line) => !had.has(line)).map((line) => difference('body', undefined, line)),
  ];
}
