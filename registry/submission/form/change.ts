import { createHash } from 'node:crypto';
import { parseFields } from './parse-form.ts';
import { units } from './step.ts';
import type { FormValues } from './values.ts';

/** What each part of a form said when it was opened, as short digests: enough to know later which parts somebody changed. */
export type FormBase = Readonly<Record<string, string>>;

const valueAt = (submitted: Record<string, unknown>, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], submitted);

/** Boxes that are ticked come in the order of the page, whatever the order in the file. */
const unordered = (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.toSorted() : value;

const digest = (value: unknown) =>
  value === undefined
    ? ''
    : createHash('sha256')
        .update(JSON.stringify(unordered(value)))
        .digest('hex')
        .slice(0, 10);

/** The base of a form as it is now. */
export function baseOf(values: FormValues): FormBase {
  const submitted = parseFields(values);
  const hashes = units.map((unit): [string, string] => [unit, digest(valueAt(submitted, unit))]);
  return Object.fromEntries(hashes.filter(([, hash]) => hash !== ''));
}

/** The parts that differ from the base: written, rewritten, or emptied. */
export function changedUnits(values: FormValues, base: FormBase): string[] {
  const submitted = parseFields(values);
  return units.filter((unit) => digest(valueAt(submitted, unit)) !== (base[unit] ?? ''));
}

/** A correction says only what was changed: everything else stays as somebody else may have left it meanwhile. */
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
