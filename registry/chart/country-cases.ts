import { outcomeOf } from '../case/outcome.ts';
import type { CaseView } from '../case/record.ts';
import { type Outcome, OUTCOMES } from '../case/schema.ts';
import { REGION } from '../country/region.ts';

/** What is held about a country: the outcomes of our cases, and how many other registries have. */
export interface CountryCases {
  country: string;
  outcomes: readonly Outcome[];
  /** How many of them are about other countries too. */
  shared: number;
  /** Cases of other registries. */
  elsewhere: number;
}

/**
 * Cases by country: all countries of the region, with cases or not, and then the others that have some. A case about several
 * countries counts in each, as it does in every list of cases.
 */
export function casesByCountry(
  views: readonly Pick<CaseView, 'facts'>[],
  elsewhere: readonly (readonly string[])[] = [],
): CountryCases[] {
  const ours = Map.groupBy(
    views.flatMap(({ facts }) => {
      const countries = [...new Set(facts.places.map(({ country }) => country))];
      return countries.map((country) => ({ country, outcome: outcomeOf(facts.verdicts), isShared: countries.length > 1 }));
    }),
    ({ country }) => country,
  );
  const theirs = Map.groupBy(
    elsewhere.flatMap((countries) => [...new Set(countries)]),
    (country) => country,
  );
  return [...new Set([...REGION.keys(), ...ours.keys(), ...theirs.keys()])].map((country) => {
    const cases = ours.get(country) ?? [];
    return {
      country,
      outcomes: OUTCOMES.flatMap((outcome) => cases.flatMap((each) => (each.outcome === outcome ? [outcome] : []))),
      shared: cases.filter(({ isShared }) => isShared).length,
      elsewhere: theirs.get(country)?.length ?? 0,
    };
  });
}
