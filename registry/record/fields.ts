import { caseSchema } from '../case/schema.ts';
import { type FieldValue, walkFields } from '../schema/walk.ts';
import type { CaseRecord } from './record.ts';

const walked = new WeakMap<CaseRecord, readonly FieldValue[]>();

/** Every value of a case's facts that the schema says something about: walked once however many rules ask. */
export function caseFields(record: CaseRecord): readonly FieldValue[] {
  let fields = walked.get(record);
  if (!fields) walked.set(record, (fields = walkFields(record.facts, caseSchema)));
  return fields;
}
