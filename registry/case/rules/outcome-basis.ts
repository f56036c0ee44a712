import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** Whoever says how it went says what that rests on. */
export const checkOutcomeBasis: CaseRule = ({ facts, source }) => {
  const claims = ['worked', 'mixed', 'did-not-work'].includes(facts.outcome);
  if (!claims || facts.outcomeBasis !== 'none') return [];
  return [finding('outcome-without-basis', source.yaml.locate(['outcomeBasis']), { given: facts.outcome })];
};
