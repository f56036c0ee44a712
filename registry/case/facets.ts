import type { Records } from '../record/record.ts';
import { withBroader } from '../vocabulary/levels.ts';
import type { ASKED } from './asked.ts';
import { outcomesOf } from './outcome.ts';
import type { Case } from './schema.ts';

/** What a case can be filtered by, and chosen by for a session: its values of each facet, as addresses write them. */
export const facetsOf = (facts: Pick<Case, (typeof ASKED)[number]>, { vocabularies }: Pick<Records, 'vocabularies'>) => ({
  country: [...new Set(facts.places.map(({ country }) => country))],
  challenge: withBroader(vocabularies.get('challenges'), facts.challenges),
  instrument: facts.instruments as readonly string[],
  sector: facts.sectors as readonly string[],
  sdg: (facts.sdgs ?? []).map(({ goal }) => String(goal)),
  level: [facts.level as string],
  outcome: outcomesOf(facts.verdicts) as readonly string[],
  evidence: [...new Set(facts.verdicts.map(({ evidence }) => String(evidence.strength)))],
  kind: [facts.kind as string],
});
