import { unionOf } from '../../record/ids.ts';
import { idsIn } from '../../record/path.ts';
import type { CheckContext, Ids, RegistryRecord } from '../../record/record.ts';
import type { DraftContext } from '../draft/draft.ts';

/** What the rules of check need to look at this one record, which may be in no file yet. */
export function checkContext(
  { registry, tree, day }: DraftContext,
  { kind, id }: Pick<RegistryRecord, 'kind' | 'id'>,
): CheckContext {
  const known = idsIn(tree, registry.kinds);
  const ids = new Map<string, Ids>(known).set(kind.id, unionOf(known.get(kind.id) ?? new Set(), new Set([id])));
  return { today: day, locales: keysOf(registry.locales), ids: ids.set('source', keysOf(registry.sources)), past: new Set() };
}

/** A map's keys, without a copy of them. */
const keysOf = (map: ReadonlyMap<string, unknown>): Ids => ({ has: (id) => map.has(id), [Symbol.iterator]: () => map.keys() });
