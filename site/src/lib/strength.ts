import type { CaseView } from '#registry/case/record.ts';
import { STRENGTHS } from '#registry/case/schema.ts';

/** Cases by the strongest evidence that any of their verdicts has; each case is in one group. */
export function byStrongest(views: readonly CaseView[]): { strength: number; views: CaseView[] }[] {
  const groups = Map.groupBy(views, ({ facts }) => Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength)));
  return STRENGTHS.map((strength) => ({ strength, views: groups.get(strength) ?? [] }));
}

/** The cases whose strongest evidence is so strong or stronger, the strongest first. */
export const atLeast = (views: readonly CaseView[], strength: number): CaseView[] =>
  byStrongest(views)
    .filter((group) => group.strength >= strength)
    .toReversed()
    .flatMap((group) => group.views);
