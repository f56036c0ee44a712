import { kinds } from '../../kinds.ts';
import type { LabRecord } from '../../lab/record.ts';
import type { Entry } from '../../outbox/outbox.ts';
import { placeAmong } from '../../record/path.ts';
import { isNewRecord, type Payload } from '../../submission/schema.ts';
import { isSameName, type Subject } from '../reviewer.ts';

/** What was sent, with the name in the contact, and the labs that a name in it may be one of. */
interface Sent {
  payload: Payload | undefined;
  contactName: string | undefined;
  labs: ReadonlyMap<string, LabRecord>;
}

/** Whose a proposal is that changes files at the paths. What was sent may hold megabytes: without it, as in lists, only the sender's lab is known. */
export function subjectOfProposal(entry: Pick<Entry, 'lab' | 'locale'>, paths: Iterable<string>, sent?: Sent): Subject {
  const { payload, contactName, labs = new Map<string, LabRecord>() } = sent ?? {};
  const speaking = payload && isNewRecord(payload) ? payload.record['lab'] : undefined;
  const organisation = payload && !isNewRecord(payload) ? payload.organisation?.name : undefined;
  const names = [contactName, payload?.consent.credit, organisation].filter((name) => name !== undefined);
  const named = [...labs.values()].filter(({ facts }) => names.some((name) => isSameName(name, facts.name)));
  return {
    country: placeAmong(paths, kinds)?.group?.toUpperCase(),
    language: entry.locale,
    labs: [entry.lab, speaking, ...named.map(({ id }) => id)].filter((lab): lab is string => typeof lab === 'string'),
    names,
  };
}
