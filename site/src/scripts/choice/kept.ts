import { chosenIds } from '#registry/compare/ids.ts';

/** A case on the shortlist, with what its reader noted. */
export interface Kept {
  id: string;
  note: string;
}

const KEY = 'shortlist';

/** The shortlist as this device keeps it; empty where it keeps nothing or may not. */
export function readKept(): Kept[] {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown;
    if (!Array.isArray(stored)) return [];
    const items = stored.filter((item): item is Kept => typeof item === 'object' && item !== null && 'id' in item);
    return chosenIds(items.map(({ id }) => String(id))).map((id) => ({
      id,
      note: String(items.find((item) => item.id === id)!.note),
    }));
  } catch {
    return [];
  }
}

/** Keeps a list; false where the device may not. */
export function keep(list: readonly Kept[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

/** The list with more cases at its end, each once. */
export const withMore = (list: readonly Kept[], ids: readonly string[]): Kept[] => [
  ...list,
  ...ids.filter((id) => !list.some((item) => item.id === id)).map((id) => ({ id, note: '' })),
];
