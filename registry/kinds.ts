import { caseKind } from './case/kind.ts';
import { labKind } from './lab/kind.ts';
import { methodKind } from './method/kind.ts';
import { type Kind, type Records, recordsOf } from './record/record.ts';

/** The kinds of records that a registry holds. Everything that is done with all of them goes over this list. */
export const kinds: readonly Kind[] = [caseKind, methodKind, labKind];

/** The records of each kind under a name of their own, with the facts that their kind has. */
export const byKind = (records: Records['records']) => ({
  cases: recordsOf({ records }, caseKind),
  methods: recordsOf({ records }, methodKind),
  labs: recordsOf({ records }, labKind),
});
