import { finding } from '../../finding/finding.ts';
import { isConclusive } from '../outcome.ts';
import type { CaseRule } from '../record.ts';

/** A verdict with a result states its basis. */
export const checkOutcomeBasis: CaseRule = ({ facts, source }) =>
  facts.verdicts.flatMap(({ outcome, basis }, index) => {
    if (!isConclusive(outcome) || basis !== 'none') return [];
    return [finding('outcome-without-basis', source.yaml.locate(['verdicts', index, 'basis']), { given: outcome })];
  });
