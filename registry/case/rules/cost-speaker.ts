import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** What something cost depends on who counts: the ministry that spent it, an auditor, somebody against it. */
export const checkCostSpeaker: CaseRule = ({ facts, source }) =>
  (facts.cost ?? []).flatMap(({ id, by }, index) =>
    by === undefined ? [finding('cost-without-speaker', source.yaml.locate(['cost', index]), { given: id })] : [],
  );
