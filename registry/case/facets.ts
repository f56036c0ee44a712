import type { Records } from '../record/record.ts';
import { withBroader } from '../vocabulary/levels.ts';
import type { ASKED } from './asked.ts';
import { outcomesOf } from './outcome.ts';
import type { Case } from './schema.ts';

type Asked = Pick<Case, (typeof ASKED)[number]>;
type Known = Pick<Records, 'vocabularies'>;

/** What a case can be found, listed and chosen by: its values of each facet, as the addresses of searches write them. */
export const CASE_FACETS = {
  country: ({ places }: Asked) => [...new Set(places.map(({ country }) => country))],
  challenge: ({ challenges }: Asked, { vocabularies }: Known) => withBroader(vocabularies.get('challenges'), challenges),
  instrument: ({ instruments }: Asked) => instruments,
  sector: ({ sectors }: Asked) => sectors,
  sdg: ({ sdgs = [] }: Asked) => sdgs.map(({ goal }) => String(goal)),
  level: ({ level }: Asked) => [level],
  outcome: ({ verdicts }: Asked) => outcomesOf(verdicts),
  evidence: ({ verdicts }: Asked) => [...new Set(verdicts.map(({ evidence }) => String(evidence.strength)))],
  kind: ({ kind }: Asked) => [kind],
} satisfies Record<string, (facts: Asked, registry: Known) => readonly string[]>;
export type CaseFacet = keyof typeof CASE_FACETS;

/** All values of a case, by facet. */
export function facetsOf(facts: Asked, registry: Known): Record<CaseFacet, readonly string[]> {
  const values = Object.entries(CASE_FACETS).map(([facet, valuesOf]): [string, readonly string[]] => [
    facet,
    valuesOf(facts, registry),
  ]);
  return Object.fromEntries(values) as Record<CaseFacet, readonly string[]>;
}
