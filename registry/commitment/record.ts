import type { RuleAmong, RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Commitment } from './schema.ts';

export type CommitmentRecord = RegistryRecord<Commitment>;
export type CommitmentView = RecordView<Commitment>;
/** Looks at one commitment. */
export type CommitmentRule = RuleAmong<Commitment>;
