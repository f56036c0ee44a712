import { caseKind } from '../case/kind.ts';
import { openLookAlikes, type Resemblance, toldIn } from '../compare/look-alike.ts';
import type { Registry } from '../registry.ts';
import { walkFields } from '../schema/walk.ts';
import type { End } from './end.ts';
import type { Foreign } from './foreign.ts';
import { lineageBetween } from './lineage.ts';
import { decidedPairs, pairKey } from './same.ts';

/** What there is to decide between us and a registry that we read: for its page here, and for what we report to it. */
export interface Between {
  /** A case of theirs and one of ours that may be one, the most alike first; a person decides. */
  lookAlikes: readonly { theirs: string; ours: string; score: number; resemblance: Resemblance }[];
  /** What our cases say that they are to theirs, and they have not confirmed. */
  toConfirm: readonly { from: End; relation: string; to: string }[];
  /** Terms of their cases that are none of ours: shown in their words, and no filter. */
  terms: readonly { vocabulary: string; id: string; cases: number }[];
}

/** Of each kind so many are told at most: who has more mends the cause. */
const MOST = 200;

export function betweenUs(ours: Registry, origin: string, all: readonly Foreign[], foreign: Foreign): Between {
  const there = foreign.peer.registry;
  const { unconfirmed } = lineageBetween(ours, origin, all);
  return {
    lookAlikes: lookAlikes(ours, origin, foreign).slice(0, MOST),
    toConfirm: unconfirmed
      .filter(({ from, to }) => from.registry === origin && to.registry === there)
      .map(({ from, relation, to }) => ({ from, relation, to: to.id }))
      .slice(0, MOST),
    terms: termsOf(ours, foreign).slice(0, MOST),
  };
}

/** Only cases of a country that both are about are held against each other: that is quick enough for every build. */
function lookAlikes(ours: Registry, origin: string, { peer, items }: Foreign): Between['lookAlikes'] {
  const decided = decidedPairs(ours, origin);
  const countries = new Set([...ours.cases.values()].flatMap(({ facts }) => facts.places.map(({ country }) => country)));
  const own = [...ours.cases.values()].map((record) => ({ id: record.id, told: toldIn(record) }));
  const theirs = items.flatMap(({ whole, held, isListed }) => {
    const told = whole && isListed ? toldIn(whole.record) : undefined;
    return told && [...told.countries].some((country) => countries.has(country)) ? [{ id: held.id, told }] : [];
  });
  if (theirs.length === 0) return [];
  const { profile, compare } = openLookAlikes(
    [...own, ...theirs].map(({ told }) => told),
    ours.vocabularies,
  );
  const profiles = own.map(({ id, told }) => ({ id, told, profile: profile(told) }));
  return theirs
    .flatMap(({ id, told }) => {
      const seen = profile(told);
      return profiles.flatMap((each) => {
        if (![...told.countries].some((country) => each.told.countries.has(country))) return [];
        if (decided.has(pairKey({ registry: origin, id: each.id }, { registry: peer.registry, id }))) return [];
        const { score, resemblance } = compare(each.profile, seen);
        return resemblance === undefined
          ? []
          : [{ theirs: id, ours: each.id, score: Math.round(score * 100) / 100, resemblance }];
      });
    })
    .toSorted((a, b) => b.score - a.score || (a.theirs < b.theirs ? -1 : 1));
}

function termsOf({ vocabularies }: Registry, { items }: Foreign): Between['terms'] {
  const counts = new Map<string, number>();
  for (const { whole, isListed } of items) {
    if (!whole || !isListed) continue;
    const used = walkFields(whole.record.facts, caseKind.schema).flatMap(({ value, meta: { vocabulary } }) =>
      vocabulary !== undefined && vocabularies.has(vocabulary) && !vocabularies.get(vocabulary)!.concepts.has(String(value))
        ? [`${vocabulary} ${String(value)}`]
        : [],
    );
    for (const term of new Set(used)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return [...counts]
    .map(([term, cases]) => {
      const [vocabulary = '', id = ''] = term.split(' ');
      return { vocabulary, id, cases };
    })
    .toSorted((a, b) => b.cases - a.cases || (a.id < b.id ? -1 : 1));
}
