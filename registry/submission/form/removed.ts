import type { Case } from '../../case/schema.ts';
import { CHOSEN, isPart } from '../draft/removal.ts';
import { type FormBase, changedUnits } from './change.ts';
import { parseFields } from './parse-form.ts';
import type { FormValues } from './values.ts';

/** The removals of a form since it was opened: emptied parts, and items whose chosen value is no longer chosen. */
export function removedFrom(facts: Case, values: FormValues, base: FormBase): string[] {
  const submitted = (parseFields(values)['case'] ?? {}) as Record<string, unknown>;
  const changed = changedUnits(values, base).flatMap((unit) => (unit.startsWith('case.') ? [unit.slice('case.'.length)] : []));
  const emptied = changed.filter((part) => isPart(part) && submitted[part] === undefined);
  const itemsOf = (said: object, list: string, key: string) =>
    ((said as Record<string, Record<string, unknown>[] | undefined>)[list] ?? []).map((item) => String(item[key]));
  const items = CHOSEN.filter(([list]) => changed.includes(list)).flatMap(([list, key]) => {
    const kept = itemsOf(submitted, list, key);
    return itemsOf(facts, list, key).flatMap((id) => (kept.includes(id) ? [] : [`${list}/${id}`]));
  });
  return [...emptied, ...items];
}
