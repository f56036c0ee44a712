import { readStatementName } from '../case/statement.ts';
import { indexRecords } from '../record/index-records.ts';
import { type Records, recordsOf } from '../record/record.ts';
import { commitmentKind } from './kind.ts';
import type { CommitmentRecord } from './record.ts';
import { statusOf, STATUSES } from './status.ts';

interface Chosen {
  session?: string;
  lab?: string;
  /** A case, or one statement of it: `case#lesson-id`. */
  because?: string;
}

const following = new WeakMap<Records['records'], ReadonlyMap<string, readonly CommitmentRecord[]>>();

/** The case of which a name speaks: its own, or that of a statement. */
const caseOf = (name: string): string => readStatementName(name)?.case ?? name;

/** The commitments that follow a case or one of its statements. */
export function commitmentsAfter(id: string, registry: Pick<Records, 'records'>): readonly CommitmentRecord[] {
  let index = following.get(registry.records);
  if (!index) {
    const all = recordsOf(registry, commitmentKind).values();
    following.set(registry.records, (index = indexRecords(all, ({ facts }) => facts.because.map(caseOf))));
  }
  return index.get(id) ?? [];
}

/** Commitments of a session, of a lab or that follow a case, as a board shows them on a day: what needs somebody first, then by due day. */
export function commitmentsOf(
  registry: Pick<Records, 'records'>,
  { session, lab, because }: Chosen,
  today: string,
): CommitmentRecord[] {
  const follows = (name: string) => name === because || caseOf(name) === because;
  const all = because === undefined ? recordsOf(registry, commitmentKind).values() : commitmentsAfter(caseOf(because), registry);
  const rank = ({ facts }: CommitmentRecord) => STATUSES.indexOf(statusOf(facts, today));
  return [...all]
    .filter(({ facts }) => session === undefined || facts.session === session)
    .filter(({ facts }) => lab === undefined || facts.lab === lab)
    .filter(({ facts }) => because === undefined || facts.because.some(follows))
    .toSorted((a, b) => rank(a) - rank(b) || a.facts.due.localeCompare(b.facts.due) || (a.id < b.id ? -1 : 1));
}
