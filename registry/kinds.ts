import { caseKind } from './case/kind.ts';
import { commentKind } from './comment/kind.ts';
import { commitmentKind } from './commitment/kind.ts';
import { labKind } from './lab/kind.ts';
import { methodKind } from './method/kind.ts';
import { type Kind, type Records, recordsOf } from './record/record.ts';
import { sessionKind } from './session/kind.ts';

/** The kinds of records in a registry. All code for every kind uses this list. */
export const kinds: readonly Kind[] = [caseKind, methodKind, labKind, sessionKind, commentKind, commitmentKind];

/** The records of each kind under their own name, with their kind's type of facts. */
export const byKind = (records: Records['records']) => ({
  cases: recordsOf({ records }, caseKind),
  methods: recordsOf({ records }, methodKind),
  labs: recordsOf({ records }, labKind),
  sessions: recordsOf({ records }, sessionKind),
  comments: recordsOf({ records }, commentKind),
  commitments: recordsOf({ records }, commitmentKind),
});
