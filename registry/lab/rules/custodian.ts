import { finding } from '../../finding/finding.ts';
import type { LabRule } from '../record.ts';

/** Somebody answers for the records of a lab that no longer exists. */
export const checkCustodian: LabRule = ({ id, facts: { status, custodian }, source }) =>
  status === 'closed' && (custodian === undefined || custodian === id)
    ? [finding('custodian-missing', source.yaml.locate(['status']), { id })]
    : [];
