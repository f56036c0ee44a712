import type { RecordRule, RegistryRecord } from '../record/record.ts';
import type { Lab } from './schema.ts';

export type LabRecord = RegistryRecord<Lab>;
/** Looks at one lab. */
export type LabRule = RecordRule<Lab>;

/** A lab's name; its id when its record cannot be read. */
export const labName = ({ labs }: { labs: ReadonlyMap<string, LabRecord> }, id: string): string => labs.get(id)?.facts.name ?? id;
