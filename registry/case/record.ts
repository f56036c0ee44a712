import type { RecordRule, RegistryRecord, RuleAmong } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Case } from './schema.ts';

export type CaseRecord = RegistryRecord<Case>;
export type CaseView = RecordView<Case>;
/** Looks at one case. */
export type CaseRule = RecordRule<Case>;
/** Looks at one case among the others. */
export type CaseRuleAmong = RuleAmong<Case>;
