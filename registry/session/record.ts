import type { RuleAmong, RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Session } from './schema.ts';

export type SessionRecord = RegistryRecord<Session>;
export type SessionView = RecordView<Session>;
/** Looks at one session. */
export type SessionRule = RuleAmong<Session>;
