import type { RecordRule, RegistryRecord, RuleAmong } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Case } from './schema.ts';

export type CaseRecord = RegistryRecord<Case>;
export type CaseView = RecordView<Case>;
/** Looks at one case. */
export type CaseRule = RecordRule<Case>;
/** Looks at one case among the others. */
export type CaseRuleAmong = RuleAmong<Case>;

/** The case of an id, or the one that has its place now: ids that were given up lead on. */
export const caseUnder = (
  id: string,
  { cases, redirects }: { cases: ReadonlyMap<string, CaseRecord>; redirects: ReadonlyMap<string, string> },
): CaseRecord | undefined => cases.get(redirects.get(id) ?? id);
