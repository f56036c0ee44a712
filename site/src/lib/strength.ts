import type { CaseView } from '#registry/case/record.ts';
import { STRENGTHS } from '#registry/case/schema.ts';
import type { Context } from './context.ts';
import { perContext } from './per-context.ts';

/** Cases by the strongest evidence that any of their verdicts has; each case is in one group. */
export function byStrongest(views: readonly CaseView[]): { strength: number; views: CaseView[] }[] {
  const groups = Map.groupBy(views, ({ facts }) => Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength)));
  return STRENGTHS.map((strength) => ({ strength, views: groups.get(strength) ?? [] }));
}

/** "Evidencia 3 o más"; nothing is more than the highest. */
export const strengthTitle = ({ t }: Pick<Context, 't'>, strength: number): string =>
  t(strength === STRENGTHS.at(-1) ? 'evidence.highest' : 'evidence.atLeast', { strength });

/** How many of the cases have nothing stronger than that. */
export const countUpTo = (views: readonly CaseView[], most: number): number =>
  byStrongest(views).reduce((sum, group) => sum + (group.strength <= most ? group.views.length : 0), 0);

/** The cases whose strongest evidence is so strong or stronger, the strongest first, and how many there are of each. */
export const atLeast = perContext((context: Context, strength: number) => {
  const groups = byStrongest(context.views())
    .filter((group) => group.strength >= strength)
    .toReversed();
  return {
    views: groups.flatMap((group) => group.views),
    counts: new Map(groups.map((group) => [group.strength, group.views.length])),
  };
});
