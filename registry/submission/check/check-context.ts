import { unionOf } from '../../record/ids.ts';
import { idsIn } from '../../record/path.ts';
import type { CheckContext, Ids, RegistryRecord } from '../../record/record.ts';
import type { DraftContext } from '../draft/draft.ts';

/** The context of the rules for one record, which may have no file yet. */
export function checkContext(
  { registry, tree, day }: DraftContext,
  { kind, id }: Pick<RegistryRecord, 'kind' | 'id'>,
): CheckContext {
  const known = idsIn(tree, registry.kinds);
  const ids = new Map<string, Ids>(known).set(kind.id, unionOf(known.get(kind.id) ?? new Set(), new Set([id])));
  return { today: day, locales: keysOf(registry.locales), ids: ids.set('source', keysOf(registry.sources)) };
}

/** The keys of a map, without copying them. */
const keysOf = (map: ReadonlyMap<string, unknown>): Ids => ({ has: (id) => map.has(id), [Symbol.iterator]: () => map.keys() });
