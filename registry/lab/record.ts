import type { RecordRule, RegistryRecord } from '../record/record.ts';
import type { Lab } from './schema.ts';

export type LabRecord = RegistryRecord<Lab>;
/** Looks at one lab. */
export type LabRule = RecordRule<Lab>;

/** Whether a lab answers for the records of another: its own, and those of a closed lab whose custodian it is. */
export const answersFor = (
  lab: string | undefined,
  steward: string,
  { labs }: { labs: ReadonlyMap<string, LabRecord> },
): boolean => lab !== undefined && (lab === steward || labs.get(steward)?.facts.custodian === lab);

/** A lab's name; its id when its record cannot be read. */
export const labName = ({ labs }: { labs: ReadonlyMap<string, LabRecord> }, id: string): string => labs.get(id)?.facts.name ?? id;
