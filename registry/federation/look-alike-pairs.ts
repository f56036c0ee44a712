import { openLookAlikes, type Resemblance, toldIn } from '../compare/look-alike.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Registry } from '../registry.ts';
import type { Foreign } from './foreign.ts';
import type { End } from './end.ts';
import { decidedPairs, pairKey } from './same.ts';

/** Two cases of different registries that may be one; a person decides. */
export interface LookAlikePair {
  one: End & { record: CaseRecord };
  other: End & { record: CaseRecord };
  /** 0 to 1. */
  score: number;
  resemblance: Resemblance;
}

/**
 * The pairs of cases of different registries that look alike, the most alike first: ours against theirs, and theirs against each
 * other's. Pairs on which somebody has decided are left out.
 */
export function proposePairs(ours: Registry, origin: string, foreign: readonly Foreign[]): LookAlikePair[] {
  const decided = decidedPairs(ours, origin);
  const all = [
    ...[...ours.cases.values()].map((record) => ({ registry: origin, id: record.id, record })),
    ...foreign.flatMap(({ peer, items }) =>
      items.flatMap(({ whole, held, isListed }) =>
        whole && isListed ? [{ registry: peer.registry, id: held.id, record: whole.record }] : [],
      ),
    ),
  ].map((end) => ({ end, told: toldIn(end.record) }));
  // What is common is learned from all of them: a small registry alone knows little.
  const { profile, compare } = openLookAlikes(
    all.map(({ told }) => told),
    ours.vocabularies,
  );
  const ends = all.map(({ end, told }) => ({ end, profile: profile(told) }));
  return ends
    .flatMap((one, index) =>
      ends.slice(index + 1).flatMap((other): LookAlikePair[] => {
        if (one.end.registry === other.end.registry || decided.has(pairKey(one.end, other.end))) return [];
        const { score, resemblance } = compare(one.profile, other.profile);
        return resemblance === undefined ? [] : [{ one: one.end, other: other.end, score, resemblance }];
      }),
    )
    .toSorted((a, b) => b.score - a.score);
}
