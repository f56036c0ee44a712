import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** Whoever says how it went says what that rests on. */
export const checkOutcomeBasis: CaseRule = ({ facts, source }) =>
  facts.verdicts.flatMap(({ outcome, basis }, index) => {
    const claims = ['worked', 'mixed', 'did-not-work'].includes(outcome);
    if (!claims || basis !== 'none') return [];
    return [finding('outcome-without-basis', source.yaml.locate(['verdicts', index, 'basis']), { given: outcome })];
  });
