import { type Records, recordsOf } from '../record/record.ts';
import { readStatementName } from '../case/statement.ts';
import { commitmentKind } from './kind.ts';
import type { CommitmentRecord } from './record.ts';
import { statusOf, STATUSES } from './status.ts';

interface Chosen {
  session?: string;
  lab?: string;
  /** A case, or one statement of it: `case#lesson-id`. */
  because?: string;
}

/** Commitments of a session, of a lab or that follow a case, as a board shows them on a day: what needs somebody first, then by due day. */
export function commitmentsOf(
  registry: Pick<Records, 'records'>,
  { session, lab, because }: Chosen,
  today: string,
): CommitmentRecord[] {
  const follows = (name: string) => name === because || readStatementName(name)?.case === because;
  const rank = ({ facts }: CommitmentRecord) => STATUSES.indexOf(statusOf(facts, today));
  return [...recordsOf(registry, commitmentKind).values()]
    .filter(({ facts }) => session === undefined || facts.session === session)
    .filter(({ facts }) => lab === undefined || facts.lab === lab)
    .filter(({ facts }) => because === undefined || facts.because.some(follows))
    .toSorted((a, b) => rank(a) - rank(b) || a.facts.due.localeCompare(b.facts.due) || (a.id < b.id ? -1 : 1));
}
