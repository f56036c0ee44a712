import { type Case, caseSchema } from '../../case/schema.ts';
import { partsOf, walkSchema } from '../../schema/walk.ts';

/** Lists with ids, by path. References cannot be removed, because they may be cited anywhere. */
export const LISTS: ReadonlyMap<string, string> = new Map(
  [...walkSchema(caseSchema)].flatMap(({ path, meta: { key } }) =>
    key === undefined || path[0] === 'references' ? [] : [[path.join('.'), key] as const],
  ),
);

/** Other records depend on these or created them: a correction cannot remove them. */
const KEPT = new Set(['references', 'attachments', 'reviewed']);

/** Optional parts of a case, which are removed whole. */
const PARTS = Object.entries(caseSchema.shape).flatMap(([name, schema]) =>
  partsOf(schema).isOptional && !LISTS.has(name) && !KEPT.has(name) ? [name] : [],
);

export const isPart = (name: string): boolean => PARTS.includes(name);

/** Lists whose items are identified by a chosen value, such as goals: choosing another value removes the old item. */
export const CHOSEN: readonly (readonly [list: string, key: string])[] = [...LISTS].filter(
  ([list, key]) => key !== 'id' && !KEPT.has(list),
);

/** The removals of a correction: `lessons/one-menu`, `cost`. Omitting a value never removes it. */
export const REMOVAL = new RegExp(
  `^(?:(?:${[...LISTS.keys()].map((list) => list.replace('.', '\\.')).join('|')})/[a-z0-9.-]{1,80}|${PARTS.join('|')})$`,
);

type Items = Record<string, unknown>[];

/** The named items from the case, and `{ part }` for a part; undefined for an unknown one. */
export const findRemoved = (facts: Case, removals: readonly string[]): (Record<string, unknown> | undefined)[] =>
  removals.map((removal) => {
    if (isPart(removal)) return facts[removal as keyof Case] === undefined ? undefined : { part: removal };
    const [list, id] = removal.split('/') as [string, string];
    return listAt(facts, list)?.find((item) => String(item[LISTS.get(list)!]) === id);
  });

/** The facts without the named items and parts; a list that becomes empty is removed too. */
export function removeItems(facts: Case, removals: readonly string[]): Case {
  const rest = structuredClone(facts);
  const gone = new Set(removals);
  for (const part of PARTS) if (gone.has(part)) delete rest[part as keyof Case];
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

/** The label of an item: its own words; for a part, its name from `t`. */
export const wordsOf = ({ part, ...item }: Record<string, unknown>, t: (key: string) => string): string =>
  typeof part === 'string' ? t(`field.case.${part}`) : String(item['text'] ?? item['note'] ?? item['why'] ?? item['id']);

const parentOf = (facts: Case, list: string) =>
  list
    .split('.')
    .slice(0, -1)
    .reduce<Record<string, unknown> | undefined>((at, key) => at?.[key] as Record<string, unknown> | undefined, facts);
const listAt = (facts: Case, list: string) => parentOf(facts, list)?.[list.split('.').at(-1)!] as Items | undefined;
