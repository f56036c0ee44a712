import { walkSchema } from '../case/field-walk.ts';
import { type Case, caseSchema } from '../case/schema.ts';

/** Lists with ids, by their paths; references stay, because what cites them may stand anywhere. */
const LISTS = new Map(
  [...walkSchema(caseSchema)].flatMap(({ path, meta: { key } }) =>
    key === undefined || path[0] === 'references' ? [] : [[path.join('.'), key] as const],
  ),
);

/** What a correction names to be taken away: `lessons/one-menu`. Nothing goes because it was left out. */
export const REMOVAL = new RegExp(
  `^(?:${[...LISTS.keys()].map((list) => list.replace('.', '\\.')).join('|')})/[a-z0-9.-]{1,80}$`,
);

type Items = Record<string, unknown>[];

/** The items named, as the case has them; undefined for one that it does not have. */
export const findRemoved = (facts: Case, removals: readonly string[]): (Record<string, unknown> | undefined)[] =>
  removals.map((removal) => {
    const [list, id] = removal.split('/') as [string, string];
    return listAt(facts, list)?.find((item) => String(item[LISTS.get(list)!]) === id);
  });

/** The facts without the items named; a list that is left empty goes too. */
export function removeItems(facts: Case, removals: readonly string[]): Case {
  const rest = structuredClone(facts);
  const gone = new Set(removals);
  for (const [list, key] of LISTS) {
    const items = listAt(rest, list);
    if (!items?.some((item) => gone.has(`${list}/${String(item[key])}`))) continue;
    const parent = parentOf(rest, list)!;
    const kept = items.filter((item) => !gone.has(`${list}/${String(item[key])}`));
    if (kept.length > 0) parent[list.split('.').at(-1)!] = kept;
    else delete parent[list.split('.').at(-1)!];
  }
  return rest;
}

/** What an item is called: its own words. */
export const wordsOf = (item: Record<string, unknown>): string =>
  String(item['text'] ?? item['note'] ?? item['why'] ?? item['id']);

const parentOf = (facts: Case, list: string) =>
  list
    .split('.')
    .slice(0, -1)
    .reduce<Record<string, unknown> | undefined>((at, key) => at?.[key] as Record<string, unknown> | undefined, facts);
const listAt = (facts: Case, list: string) => parentOf(facts, list)?.[list.split('.').at(-1)!] as Items | undefined;
