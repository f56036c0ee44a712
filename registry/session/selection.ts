import { askedOf } from '../case/asked.ts';
import { facetsOf } from '../case/facets.ts';
import { caseKind } from '../case/kind.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { type Records, recordsOf } from '../record/record.ts';
import type { Session } from './schema.ts';

type Known = Pick<Records, 'records' | 'vocabularies'>;

/** Of the cases of a session, this part may be successes. */
const MOST_SUCCESSES = 2 / 3;
/** Cases that a session with too many successes is pointed to. */
const CANDIDATES = 5;

/** The cases that the filters of a query find, by id. A query is what stands in the address of the search page; words in it do not count. */
export function casesFound(query: string, registry: Known): CaseRecord[] {
  const asked = new URLSearchParams(query);
  return [...recordsOf(registry, caseKind).values()]
    .filter((record) =>
      Object.entries(facetsOf(askedOf(record), registry)).every(([facet, values]) => {
        const chosen = asked.getAll(facet);
        return chosen.length === 0 || values.some((value) => chosen.includes(value));
      }),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The chosen cases that can be read, in the order of the session. */
export const casesOfSession = ({ selection }: Session, registry: Pick<Records, 'records'>): CaseRecord[] =>
  selection.cases.flatMap(({ case: id }) => recordsOf(registry, caseKind).get(id) ?? []);

/** What the filters find and nobody has said anything about. */
export function casesUnaccounted({ selection }: Session, registry: Known): CaseRecord[] {
  const told = new Set([...selection.cases, ...(selection.leftOut ?? [])].map((each) => each.case));
  return casesFound(selection.query, registry).filter(({ id }) => !told.has(id));
}

const isFailure = (record: CaseRecord) => ['mixed', 'did-not-work'].includes(outcomeOf(askedOf(record).verdicts));

export interface Quota {
  successes: number;
  /** How many there may be. */
  most: number;
  isMet: boolean;
  /** Cases that did not work, or only in part, the nearest to those chosen first. */
  candidates: CaseRecord[];
}

/**
 * At most two thirds of the cases are successes, and at least one did not work or only in part, when the filters find such a case.
 * Nobody learns from successes alone: whoever chose them knows no more than that they were chosen.
 */
export const quotaOf = ({ selection }: Session, registry: Known): Quota =>
  quotaOfCases(
    selection.cases.map((each) => each.case),
    selection.query,
    registry,
  );

/** The same of a session that is still being put together: its cases by id, and the filters that find them. */
export function quotaOfCases(ids: readonly string[], query: string, registry: Known): Quota {
  const cases = recordsOf(registry, caseKind);
  const chosen = ids.flatMap((id) => cases.get(id) ?? []);
  const successes = chosen.filter((record) => outcomeOf(askedOf(record).verdicts) === 'worked').length;
  const most = Math.floor(chosen.length * MOST_SUCCESSES);
  const others = (cases: readonly CaseRecord[]) => cases.filter((each) => isFailure(each) && !chosen.includes(each));
  const found = others(casesFound(query, registry));
  const everywhere = others([...cases.values()]);
  const isMet = successes <= most && (chosen.some(isFailure) || found.length === 0);
  const near = nearnessTo(chosen);
  const candidates = (found.length > 0 ? found : everywhere)
    .toSorted((a, b) => near(b) - near(a) || (a.id < b.id ? -1 : 1))
    .slice(0, CANDIDATES);
  return { successes, most, isMet, candidates };
}

/** How many challenges and instruments a case shares with some others. */
function nearnessTo(cases: readonly CaseRecord[]): (other: CaseRecord) => number {
  const codesOf = (record: CaseRecord) => {
    const { challenges, instruments } = askedOf(record);
    return [...challenges, ...instruments];
  };
  const shared = new Set(cases.flatMap(codesOf));
  return (other) => codesOf(other).filter((code) => shared.has(code)).length;
}
