import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A verdict with a result states its basis. */
export const checkOutcomeBasis: CaseRule = ({ facts, source }) =>
  facts.verdicts.flatMap(({ outcome, basis }, index) => {
    const claims = ['worked', 'mixed', 'did-not-work'].includes(outcome);
    if (!claims || basis !== 'none') return [];
    return [finding('outcome-without-basis', source.yaml.locate(['verdicts', index, 'basis']), { given: outcome })];
  });
