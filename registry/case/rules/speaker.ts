import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';
import { isPartial } from '../independence.ts';

/** Questions a good label whose only sources designed, ran, paid for or recommend the policy. */
export const checkSpeakers: CaseRule = ({ facts, source }, { sources }) =>
  facts.verdicts.flatMap((verdict, index) =>
    ['worked', 'mixed'].includes(verdict.outcome) && isPartial(verdict, facts.references, sources)
      ? [
          finding('label-by-involved', source.yaml.locate(['verdicts', index, 'outcome']), {
            given: verdict.id,
            outcome: verdict.outcome,
          }),
        ]
      : [],
  );
