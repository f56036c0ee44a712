import { regularText } from '../../content/characters.ts';
import { type Field, fieldAt, pathOf } from './field.ts';

/** The current values of a form, by name. Names contain positions: `case.lessons.0.text`. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** Reads the values of a posted form; drops unknown names. List items keep their ids. */
export function readValues(body: Readonly<Record<string, unknown>>): FormValues {
  const values: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (!isName(name)) continue;
    const given = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
    values[name] = given.map(regularText);
  }
  return values;
}

function isName(name: string): boolean {
  const path = pathOf(name);
  const field = fieldAt(path.replace(/\.id$/, ''));
  if (!field) return false;
  if (path.endsWith('.id')) return field.kind === 'list' && name.endsWith('.id');
  return field.kind !== 'list' && field.kind !== 'group';
}

/** The positions of a list's items, in order. */
export function positions(values: FormValues, list: string): number[] {
  const found = Object.keys(values)
    .filter((name) => name.startsWith(`${list}.`))
    .map((name) => Number(name.slice(list.length + 1).split('.')[0]));
  return [...new Set(found)].filter((position) => Number.isInteger(position)).toSorted((a, b) => a - b);
}

const isBlank = (values: readonly string[]) => values.every((value) => value.trim() === '');

/** A list item's position in a name: numbers stand nowhere else. */
const POSITION = /\.(\d+)(?=\.)/g;

/** The positions of the items that have something written, in order, by the name of their list. An id alone is nothing. */
function writtenItems(values: FormValues): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>();
  for (const [name, given] of Object.entries(values)) {
    if (isBlank(given) || name.endsWith('.id')) continue;
    for (const { index, 1: position } of name.matchAll(POSITION)) {
      const list = name.slice(0, index);
      found.set(list, (found.get(list) ?? new Set()).add(Number(position)));
    }
  }
  return new Map([...found].map(([list, written]) => [list, [...written].toSorted((a, b) => a - b)]));
}

/** Removes empty list items and renumbers the others. */
export function compact(values: FormValues): FormValues {
  const next = new Map(
    [...writtenItems(values)].flatMap(([list, written]) => written.map((position, index) => [`${list}.${position}`, index])),
  );
  const entries = Object.entries(values).flatMap(([name, given]) => {
    let isWritten = true;
    const moved = name.replaceAll(POSITION, (_, position: string, at: number) => {
      const index = next.get(`${name.slice(0, at)}.${Number(position)}`);
      isWritten &&= index !== undefined;
      return `.${index}`;
    });
    return isWritten ? [[moved, given] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Tells the name that a field had before `compact`, whether it has a value or not. */
export function nameBefore(values: FormValues): (name: string) => string {
  const written = writtenItems(values);
  return (name) =>
    name
      .split('.')
      .reduce((before, part) => `${before}.${/^\d+$/.test(part) ? (written.get(before)?.[Number(part)] ?? part) : part}`);
}

/** Keeps only these items of a list, in this order. */
function renumber(values: FormValues, list: string, kept: readonly number[]): FormValues {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    if (!name.startsWith(`${list}.`)) return [[name, value] as const];
    const [position, ...rest] = name.slice(list.length + 1).split('.');
    const next = kept.indexOf(Number(position));
    return next < 0 ? [] : [[[list, next, ...rest].join('.'), value] as const];
  });
  return Object.fromEntries(entries);
}

/** Adds an empty item to a list. */
export function addItem(values: FormValues, list: string): FormValues {
  const field = fieldAt(pathOf(list));
  if (field?.kind !== 'list') return values;
  const next = (positions(values, list).at(-1) ?? -1) + 1;
  const first = leaf(field);
  return { ...values, [`${list}.${next}.${first}`]: [''] };
}

/** The path of an item's first question, relative to the item. */
function leaf(list: Field): string {
  let [inner] = list.fields!;
  const parts = [inner!.path.split('.').at(-1)!];
  while (inner?.kind === 'group') {
    [inner] = inner.fields!;
    parts.push(inner!.path.split('.').at(-1)!);
  }
  return parts.join('.');
}

/** Removes one item of a list: `case.lessons.1`. */
export function removeItem(values: FormValues, item: string): FormValues {
  const at = item.lastIndexOf('.');
  const list = item.slice(0, at);
  const kept = positions(values, list).filter((position) => position !== Number(item.slice(at + 1)));
  return renumber(values, list, kept);
}
