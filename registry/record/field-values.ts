import { type FieldValue, walkFields } from '../schema/walk.ts';
import type { RegistryRecord } from './record.ts';

const walked = new WeakMap<RegistryRecord, readonly FieldValue[]>();

/** Every value of a record's facts that its schema describes; walked once per record. */
export function fieldValuesOf(record: RegistryRecord): readonly FieldValue[] {
  let fields = walked.get(record);
  if (!fields) walked.set(record, (fields = walkFields(record.facts, record.kind.schema)));
  return fields;
}
