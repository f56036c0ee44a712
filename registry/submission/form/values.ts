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

/** Removes empty list items and renumbers the others. */
export function compact(values: FormValues, fields: readonly Field[], parent = ''): FormValues {
  let result = values;
  for (const field of fields) {
    const name = parent ? `${parent}.${field.path.split('.').at(-1)}` : field.path;
    if (field.kind === 'group') result = compact(result, field.fields!, name);
    if (field.kind !== 'list') continue;
    for (const position of positions(result, name)) result = compact(result, field.fields!, `${name}.${position}`);
    result = compactList(result, name);
  }
  return result;
}

function compactList(values: FormValues, list: string): FormValues {
  const written = positions(values, list).filter((position) =>
    Object.entries(values).some(
      ([name, value]) => name.startsWith(`${list}.${position}.`) && name !== `${list}.${position}.id` && !isBlank(value),
    ),
  );
  return renumber(values, list, written);
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
