import { finding } from '../../finding/finding.ts';
import type { LabRule } from '../record.ts';

/** A lab that no longer exists names who answers for its records. */
export const checkCustodian: LabRule = ({ id, facts: { status, custodian }, source }) =>
  status === 'closed' && (custodian === undefined || custodian === id)
    ? [finding('custodian-missing', source.yaml.locate(['status']), { id })]
    : [];
