import type { SameCase } from '../case/page/page-data.ts';
import type { SameDecision } from '../settings.ts';
import { type End, endKey, endOf } from './end.ts';
import { type Holdings, shownCase } from './lineage.ts';

/** The cases that somebody here has decided to be the same as one, those of them that we have or hold. */
export function sameAs(end: End, holdings: Holdings): SameCase[] {
  const { ours, origin, foreign } = holdings;
  return ours.same.flatMap(({ cases, are }): SameCase[] => {
    if (are !== 'same') return [];
    const [one, other] = cases.map((each) => endOf(each, origin)) as [End, End];
    const there = endKey(one) === endKey(end) ? other : endKey(other) === endKey(end) ? one : undefined;
    const shown = there && shownCase(there, holdings);
    if (!shown) return [];
    const peer = foreign.find((each) => each.peer.registry === there.registry)?.peer;
    return [{ ...shown, registryName: peer?.name ?? ours.name }];
  });
}

/** Names a pair of cases, whichever is named first. */
export const pairKey = (one: End, other: End): string => [endKey(one), endKey(other)].toSorted().join(' ');

/** The pairs on which somebody has decided, by pairKey. */
export const decidedPairs = ({ same }: { same: readonly SameDecision[] }, origin: string): ReadonlySet<string> =>
  new Set(same.map(({ cases: [one, other] }) => pairKey(endOf(one, origin), endOf(other, origin))));
