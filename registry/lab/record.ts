import type { RecordRule, RegistryRecord } from '../record/record.ts';
import type { Lab } from './schema.ts';

export type LabRecord = RegistryRecord<Lab>;
/** Looks at one lab. */
export type LabRule = RecordRule<Lab>;

/** What people call a lab; its id when the registry cannot read its record. */
export const labName = ({ labs }: { labs: ReadonlyMap<string, LabRecord> }, id: string): string => labs.get(id)?.facts.name ?? id;
