import type { CaseRecord } from '../case/record.ts';
import { readStatementName } from '../case/statement.ts';
import type { CommentRecord } from '../comment/record.ts';
import type { CommitmentRecord } from '../commitment/record.ts';
import { lineageOf, standingOf } from '../lineage/links.ts';
import { indexRecords } from '../record/index-records.ts';
import type { Registry } from '../registry.ts';
import { walkFields } from '../schema/walk.ts';
import type { SessionRecord } from '../session/record.ts';
import { sessionSchema } from '../session/schema.ts';

/** A case that came after one of a lab's: in the registry, or known by its name alone. */
export interface Adoption {
  from: CaseRecord;
  other: CaseRecord | undefined;
  name: string;
}

/** What others did with what a lab told: quoted it in a session, try it, adopted it, commented on it. */
export interface Reuse {
  quoted: { session: SessionRecord; statements: string[] }[];
  tried: CommitmentRecord[];
  adopted: Adoption[];
  commented: CommentRecord[];
}

/** The cases that are a lab's own: it took part in them, or answers for them; to have written one down for the registry is neither. */
export function casesOfLab(lab: string, { cases, labs }: Pick<Registry, 'cases' | 'labs'>): readonly CaseRecord[] {
  let index = ofLabs.get(cases);
  if (!index) ofLabs.set(cases, (index = indexRecords(cases.values(), labsOf)));
  return index.get(lab) ?? [];

  function labsOf({ facts }: CaseRecord): string[] {
    const isOfRegistry = labs.get(facts.steward)?.facts.type === 'registry';
    return [...facts.actors.flatMap((actor) => actor.lab ?? []), ...(isOfRegistry ? [] : [facts.steward])];
  }
}

const ofLabs = new WeakMap<Registry['cases'], ReadonlyMap<string, readonly CaseRecord[]>>();

export function reuseOf(lab: string, registry: Registry): Reuse {
  const own = casesOfLab(lab, registry);
  const ids = new Set(own.map(({ id }) => id));
  const isOwn = (statement: string) => ids.has(readStatementName(statement)?.case ?? '');
  const quoted = [...registry.sessions.values()].flatMap((session) => {
    const named = walkFields(session.facts, sessionSchema).flatMap(({ meta, value }) =>
      meta.reference === 'statement' && typeof value === 'string' && isOwn(value) ? [value] : [],
    );
    return named.length > 0 ? [{ session, statements: [...new Set(named)] }] : [];
  });
  const tried = [...registry.commitments.values()].filter(({ facts }) => facts.lab !== lab && facts.because.some(isOwn));
  const commented = [...registry.comments.values()].filter(({ facts }) => facts.lab !== lab && ids.has(facts.case));
  const adopted = own.flatMap((from) =>
    lineageOf(from.id, registry)
      .filter((view) => standingOf(view, registry) === 'to' && !ids.has(view.other ?? ''))
      .map(({ other, link }) => ({
        from,
        other: other === undefined ? undefined : registry.cases.get(other),
        name: link.name ?? other ?? '',
      })),
  );
  return { quoted, tried, adopted, commented };
}

export const isUnused = ({ quoted, tried, adopted, commented }: Reuse): boolean =>
  [quoted, tried, adopted, commented].every((list) => list.length === 0);
