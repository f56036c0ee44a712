import { createHash } from 'node:crypto';
import { parseFields } from './parse-form.ts';
import { units } from './step.ts';
import type { FormValues } from './values.ts';

/** Short digests of each part of a form when it was opened, to detect changed parts later. */
export type FormBase = Readonly<Record<string, string>>;

const valueAt = (submitted: Record<string, unknown>, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], submitted);

/** Checked boxes arrive in page order, whatever the order in the file. */
const unordered = (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.toSorted() : value;

const digest = (value: unknown) =>
  value === undefined
    ? ''
    : createHash('sha256')
        .update(JSON.stringify(unordered(value)))
        .digest('hex')
        .slice(0, 10);

/** The base of a form's current values. */
export function baseOf(values: FormValues): FormBase {
  const submitted = parseFields(values);
  const hashes = units.map((unit): [string, string] => [unit, digest(valueAt(submitted, unit))]);
  return Object.fromEntries(hashes.filter(([, hash]) => hash !== ''));
}

/** The parts that differ from the base: added, rewritten or emptied. */
export function changedUnits(values: FormValues, base: FormBase): string[] {
  const submitted = parseFields(values);
  return units.filter((unit) => digest(valueAt(submitted, unit)) !== (base[unit] ?? ''));
}

/** A correction contains only changed parts: all others keep the values that others may have changed meanwhile. */
export function keepChanged(submitted: Record<string, unknown>, changed: readonly string[]): Record<string, unknown> {
  const pick = (group: string) =>
    Object.fromEntries(
      Object.entries((submitted[group] as Record<string, unknown> | undefined) ?? {}).filter(([key]) =>
        changed.includes(`${group}.${key}`),
      ),
    );
  const body = pick('body');
  return { ...submitted, case: pick('case'), ...(Object.keys(body).length > 0 ? { body } : { body: undefined }) };
}

/** Bases travel in the form as one line. */
export const writeBase = (base: FormBase) =>
  Object.entries(base)
    .map(([unit, hash]) => `${unit}=${hash}`)
    .join(' ');

export function readFormBase(line: string): FormBase {
  const pairs = line.split(' ').map((pair) => pair.split('=') as [string, string?]);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => units.includes(pair[0]) && pair[1] !== undefined));
}
