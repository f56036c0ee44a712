import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A cost depends on who states it: the ministry that spent it, an auditor, an opponent. */
export const checkCostSpeaker: CaseRule = ({ facts, source }) =>
  (facts.cost ?? []).flatMap(({ id, by }, index) =>
    by === undefined ? [finding('cost-without-speaker', source.yaml.locate(['cost', index]), { given: id })] : [],
  );
