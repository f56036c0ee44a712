import type { CaseRecord } from '../case/record.ts';
import type { RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Method } from './schema.ts';

export type MethodRecord = RegistryRecord<Method>;
export type MethodView = RecordView<Method>;

/** The cases that say that they use a method. */
export const casesWith = (method: string, { cases }: { cases: ReadonlyMap<string, CaseRecord> }): CaseRecord[] =>
  [...cases.values()].filter(({ facts }) => facts.methods?.includes(method));
