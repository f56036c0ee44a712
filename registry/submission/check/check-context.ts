import { caseIdsOf } from '../../record/files.ts';
import type { CaseRecord } from '../../record/record.ts';
import type { CheckContext, Ids } from '../../rule.ts';
import type { DraftContext } from '../draft/draft.ts';

/** What the rules of check need to look at this one record. */
export function checkContext(
  { registry, tree, day }: DraftContext,
  { id, facts }: Pick<CaseRecord, 'id' | 'facts'>,
): CheckContext {
  return {
    today: day,
    caseIds: together(caseIdsOf(tree), new Set([id])),
    labIds: together(registry.labs),
    locales: together(registry.locales),
    sourceIds: together(registry.sources, new Set(facts.references?.map((source) => source.id))),
  };
}

/** The ids in several sets, or that are keys of maps. Nothing is copied: a registry has thousands, and is asked for a few. */
const together = (...parts: readonly Pick<ReadonlyMap<string, unknown> | ReadonlySet<string>, 'has' | 'keys'>[]): Ids => ({
  has: (id) => parts.some((part) => part.has(id)),
  *[Symbol.iterator]() {
    for (const part of parts) yield* part.keys();
  },
});
